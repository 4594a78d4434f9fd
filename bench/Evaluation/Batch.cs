using System.Globalization;
using System.Text;
using Pmo.Oprf;

namespace Pmo.Bench.Evaluation;

/// <summary>One batch of the protocol with everything both its ends need, and each step as an action that can be repeated.</summary>
internal sealed class Batch
{
    /// <summary>Persons in a batch, as the goals are stated.</summary>
    public const int Size = 4096;

    /// <summary>Enough to pass through all the code, for warming up.</summary>
    public const int SmallSize = 64;

    private readonly ReadOnlyMemory<byte>[] _inputs;
    private readonly Scalar[] _blinds;
    private readonly Scalar _key = Scalar.Random();
    private readonly byte[] _publicKey = new byte[Element.Size];
    private readonly byte[] _evaluated;
    private readonly byte[] _result;
    private readonly byte[] _proof = new byte[Voprf.ProofSize];

    public Batch(int size)
    {
        _inputs = new ReadOnlyMemory<byte>[size];
        _blinds = new Scalar[size];
        _evaluated = new byte[size * Element.Size];
        _result = new byte[size * Element.Size];
        Blinded = new byte[size * Element.Size];
        for (var i = 0; i < size; i++)
        {
            // No NIK: as long as one, which is all that the time depends on.
            _inputs[i] = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"nik:{i:D16}"));
            _blinds[i] = Scalar.Random();
        }

        Voprf.PublicKey(_key, _publicKey);
        Expect(Voprf.Blind(_inputs, _blinds, Blinded));
        Expect(Voprf.Evaluate(_key, Blinded, _evaluated, _proof));
    }

    public byte[] Blinded { get; }

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
