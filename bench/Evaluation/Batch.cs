using System.Globalization;
using System.Text;
using Pmo.Oprf;

namespace Pmo.Bench.Evaluation;

/// <summary>One batch of the protocol with everything both its ends need, and each step as an action that can be repeated.</summary>
internal sealed class Batch
{
    /// <summary>Persons in a batch, as the goals are stated.</summary>
    public const int Size = 4096;

    private readonly ReadOnlyMemory<byte>[] _inputs = new ReadOnlyMemory<byte>[Size];
    private readonly Scalar[] _blinds = new Scalar[Size];
    private readonly Scalar _key = Scalar.Random();
    private readonly byte[] _publicKey = new byte[Element.Size];
    private readonly byte[] _evaluated = new byte[Size * Element.Size];
    private readonly byte[] _result = new byte[Size * Element.Size];
    private readonly byte[] _proof = new byte[Voprf.ProofSize];

    public Batch()
    {
        for (var i = 0; i < Size; i++)
        {
            // No NIK: as long as one, which is all that the time depends on.
            _inputs[i] = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"nik:{i:D16}"));
            _blinds[i] = Scalar.Random();
        }

        Voprf.PublicKey(_key, _publicKey);
        Expect(Voprf.Blind(_inputs, _blinds, Blinded));
        Expect(Voprf.Evaluate(_key, Blinded, _evaluated, _proof));
    }

    public byte[] Blinded { get; } = new byte[Size * Element.Size];

    /// <summary>The multiplication without its proof: decode, k ·, encode.</summary>
    public void Multiply() => Expect(ElementBatch.Multiply(_key, Blinded, _result));

    /// <summary>Multiplication and proof.</summary>
    public void Evaluate() => Expect(Voprf.Evaluate(_key, Blinded, _evaluated, _proof));

    public void Blind() => Expect(Voprf.Blind(_inputs, _blinds, _result));

    public void Unblind() => Expect(Voprf.Unblind(_blinds, _evaluated, _result));

    public void Verify() => Expect(Voprf.Verify(_publicKey, Blinded, _evaluated, _proof));

    private static void Expect(OprfResult result)
    {
        if (!result.IsOk)
        {
            throw new InvalidOperationException($"A valid batch was refused: {result.Error}.");
        }
    }
}
