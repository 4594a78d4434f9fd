using System.Globalization;
using System.Text;
using Pmo.Oprf;
using Pmo.Protocol.Inputs;
using Pmo.Protocol.Keys;

namespace Pmo.Gateway.Tests;

/// <summary>One part as a client blinds it: the canary, then persons by number.</summary>
internal sealed class Part
{
    private readonly Scalar[] _blinds;

    public Part(params int[] persons)
        : this(IdentityKind.Nik, persons)
    {
    }

    /// <summary>Of family cards as of persons.</summary>
    public Part(IdentityKind kind, params int[] persons)
    {
        var named = persons.Select(p => (ReadOnlyMemory<byte>)Encoding.ASCII.GetBytes($"{kind}:{Nik(p)}"));
        ReadOnlyMemory<byte>[] inputs = [PersonInput.Canary(kind), .. named];
        _blinds = [.. inputs.Select(_ => Scalar.Random())];
        Blinded = new byte[inputs.Length * Element.Size];
        Voprf.Blind(inputs, _blinds, Blinded).IsOk.ShouldBeTrue();
    }

    public byte[] Blinded { get; }

    /// <summary>An invented number of Bandar Lampung; at most 4999.</summary>
    public static string Nik(int person) => string.Create(CultureInfo.InvariantCulture, $"187101010190{person:D4}");

    /// <summary>Verifies the proof, holds the canary against the statement, and unblinds.</summary>
    public byte[] Tokens(byte[] answer, KeyStatement statement)
    {
        answer.Length.ShouldBe(Blinded.Length + Voprf.ProofSize);
        var evaluated = answer.AsSpan(0, Blinded.Length);
        Voprf.Verify(statement.PublicKey, Blinded, evaluated, answer.AsSpan(Blinded.Length)).IsOk.ShouldBeTrue();
        var tokens = new byte[Blinded.Length];
        Voprf.Unblind(_blinds, evaluated, tokens).IsOk.ShouldBeTrue();
        tokens[..Element.Size].ShouldBe(statement.Canary);
        return tokens;
    }
}
