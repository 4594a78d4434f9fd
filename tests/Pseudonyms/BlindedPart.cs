using System.Text;
using Pmo.Oprf;
using Pmo.Protocol.Inputs;

namespace Pmo.Pseudonyms.Tests;

/// <summary>A client's side of one part: the canary and persons, blinded.</summary>
internal sealed class BlindedPart
{
    private readonly Scalar[] _blinds;

    private BlindedPart(ReadOnlyMemory<byte>[] inputs)
    {
        _blinds = [.. inputs.Select(_ => Scalar.Random())];
        Inputs = inputs;
        Bytes = new byte[inputs.Length * Element.Size];
        Voprf.Blind(inputs, _blinds, Bytes).IsOk.ShouldBeTrue();
    }

    public IReadOnlyList<ReadOnlyMemory<byte>> Inputs { get; }

    public byte[] Bytes { get; }

    /// <summary>Canary, then synthetic numbers from serial <paramref name="first"/> on.</summary>
    public static BlindedPart Of(int persons, string kind = "nik", int first = 1)
    {
        IdentityKind.TryParse(kind, out var identity).ShouldBeTrue();
        var numbers = Enumerable.Range(first, persons).Select(i => (ReadOnlyMemory<byte>)Encoding.ASCII.GetBytes($"{kind}:187101010190{i % 5000:D4}"));
        return new BlindedPart([PersonInput.Canary(identity), .. numbers]);
    }

    /// <summary>Verifies an answer against the partner's public key, and unblinds it.</summary>
    public byte[] Tokens(byte[] answer, byte[] publicKey)
    {
        answer.Length.ShouldBe(Bytes.Length + Voprf.ProofSize);
        var evaluated = answer.AsSpan(0, Bytes.Length);
        Voprf.Verify(publicKey, Bytes, evaluated, answer.AsSpan(Bytes.Length)).ShouldBe(OprfResult.Ok);
        var tokens = new byte[Bytes.Length];
        Voprf.Unblind(_blinds, evaluated, tokens).ShouldBe(OprfResult.Ok);
        return tokens;
    }
}
