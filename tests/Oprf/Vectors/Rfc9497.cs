using System.Text.Json;

namespace Pmo.Oprf.Tests.Vectors;

/// <summary>RFC 9497 appendix A.1.2: ristretto255-SHA512, mode VOPRF.</summary>
internal static class Rfc9497
{
    private const int VoprfMode = 1;

    private static readonly JsonElement Suite = Load();

    public static byte[] Seed => Hex(Suite, "seed");

    public static byte[] KeyInfo => Hex(Suite, "keyInfo");

    public static byte[] GroupTag => Hex(Suite, "groupDST");

    public static byte[] PublicKey => Hex(Suite, "pkSm");

    public static byte[] SecretKey => Hex(Suite, "skSm");

    public static IReadOnlyList<Rfc9497Vector> Vectors { get; } = [.. Suite.GetProperty("vectors").EnumerateArray().Select(v => new Rfc9497Vector(
        Each(v, "Input"), Each(v, "Blind"), Joined(v, "BlindedElement"), Joined(v, "EvaluationElement"), Each(v, "Output"),
        Hex(v.GetProperty("Proof"), "r"), Hex(v.GetProperty("Proof"), "proof")))];

    private static JsonElement Load()
    {
        using var file = typeof(Rfc9497).Assembly.GetManifestResourceStream("rfc9497-ristretto255.json")!;
        using var document = JsonDocument.Parse(file);
        return document.RootElement.EnumerateArray().Single(s => s.GetProperty("mode").GetInt32() == VoprfMode).Clone();
    }

    private static byte[] Hex(JsonElement e, string name) => Convert.FromHexString(e.GetProperty(name).GetString()!);

    private static byte[][] Each(JsonElement e, string name) => [.. e.GetProperty(name).GetString()!.Split(',').Select(Convert.FromHexString)];

    private static byte[] Joined(JsonElement e, string name) => [.. Each(e, name).SelectMany(b => b)];
}
