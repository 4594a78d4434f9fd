using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Pmo.Oprf;
using Pmo.Protocol.Api;
using Pmo.Protocol.Inputs;
using Pmo.Protocol.Keys;

namespace Pmo.Matching.Tests.Hosts;

/// <summary>Pseudonyms in miniature: the master key of one epoch, its pairing, and tokens as partners would hold them.</summary>
internal sealed class TestPseudonyms(string epoch = "e1", ECDsa? statementKey = null)
{
    private readonly Scalar _master = Scalar.Random();
    private readonly Scalar _kkMaster = Scalar.Random();
    private readonly byte[] _pairKey = RandomNumberGenerator.GetBytes(32);

    public ECDsa StatementKey { get; } = statementKey ?? ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public KeyId Key { get; } = KeyId.Of(IdentityKind.Nik, epoch, 1);

    public KeyId KkKey { get; } = KeyId.Of(IdentityKind.Kk, epoch, 1);

    public static string Digits(int person) =>
        string.Create(CultureInfo.InvariantCulture, $"1871{1 + person / 4000:D2}{1 + person % 28:D2}0190{1 + person % 4000:D4}");

    public byte[] Canonical(int person) => Multiply(_master, Hash(person));

    /// <summary>n × 32 bytes: tokens of <paramref name="persons"/> under the partner's key.</summary>
    public byte[] Tokens(string partner, IEnumerable<int> persons) =>
        Multiply(Factor(partner), [.. persons.SelectMany(Hash)]);

    public byte[] Canary(string partner) => Multiply(Factor(partner), Encode(Element.HashToGroup(PersonInput.Canary(IdentityKind.Nik))));

    /// <summary>A part as a partner sends it.</summary>
    public byte[] Part(string partner, IEnumerable<int> persons) => [.. Canary(partner), .. Tokens(partner, persons)];

    /// <summary>The same of family cards: n × 32 bytes.</summary>
    public byte[] KkTokens(string partner, IEnumerable<int> cards) => Multiply(KkFactor(partner), [.. cards.SelectMany(c => Hash(c, "kk"))]);

    public byte[] KkCanary(string partner) => Multiply(KkFactor(partner), Encode(Element.HashToGroup(PersonInput.Canary(IdentityKind.Kk))));

    public byte[] KkPart(string partner, IEnumerable<int> cards) => [.. KkCanary(partner), .. KkTokens(partner, cards)];

    public void WritePairing(string directory)
    {
        Directory.CreateDirectory(directory);
        var domains = new Dictionary<string, PairingDomain>(StringComparer.Ordinal)
        {
            ["nik"] = Domain(_master, IdentityKind.Nik), ["kk"] = Domain(_kkMaster, IdentityKind.Kk),
        };
        var pairing = new Pairing(epoch, _pairKey, domains, DateTimeOffset.UnixEpoch);
        File.WriteAllText(
            Path.Combine(directory, $"pairing-{epoch}.json"),
            JsonSerializer.Serialize(new PairingFile(pairing.Sign(StatementKey)), ApiJson.Options));
    }

    private Scalar Factor(string partner) => _master.Multiply(PartnerFactor.Derive(_pairKey, Key, partner));

    private Scalar KkFactor(string partner) => _kkMaster.Multiply(PartnerFactor.Derive(_pairKey, KkKey, partner));

    private static PairingDomain Domain(Scalar master, IdentityKind kind)
    {
        var publicKey = new byte[32];
        Voprf.PublicKey(master, publicKey);
        return new PairingDomain(publicKey, Multiply(master, Encode(Element.HashToGroup(PersonInput.Canary(kind)))));
    }

    private static byte[] Hash(int person) => Hash(person, "nik");

    private static byte[] Hash(int number, string kind) => Encode(Element.HashToGroup(Encoding.ASCII.GetBytes($"{kind}:{Digits(number)}")));

    private static byte[] Encode(Element element)
    {
        var bytes = new byte[32];
        element.Encode(bytes);
        return bytes;
    }

    private static byte[] Multiply(Scalar by, byte[] elements)
    {
        var result = new byte[elements.Length];
        if (elements.Length > 0)
        {
            ElementBatch.Multiply(by, elements, result).IsOk.ShouldBeTrue();
        }

        return result;
    }
}
