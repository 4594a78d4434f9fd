using System.Security.Cryptography;
using System.Text.Json;

namespace Pmo.Cli.Audits;

/// <summary>What lies beside an export or a report: of which query it is, its digest, and how far the log was then. Immutable.</summary>
/// <param name="Version">1.</param>
/// <param name="File">The file's name, without a folder.</param>
/// <param name="Format"><c>ndjson</c>, <c>csv</c> or <c>html</c>.</param>
/// <param name="Sha256">Of the file, lower-case hex.</param>
/// <param name="Gateway">Whose log.</param>
/// <param name="Scope"><c>all</c> or <c>own</c>: what whoever made it may see.</param>
/// <param name="Query">The filters.</param>
/// <param name="Entries">How many entries it is of.</param>
/// <param name="At">When it was made, UTC.</param>
/// <param name="Key">The log's verifier key.</param>
/// <param name="Checkpoint">The log's newest checkpoint when all had been read, as a signed note.</param>
internal sealed record Manifest(
    int Version, string File, string Format, string Sha256, string Gateway, string Scope, IReadOnlyDictionary<string, string> Query, int Entries,
    DateTimeOffset At, string Key, string Checkpoint)
{
    public const int Current = 1;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Where it lies.</summary>
    public static string PathOf(string file) => file + ".manifest.json";

    public static string Digest(Stream content) => Convert.ToHexStringLower(SHA256.HashData(content));

    public static Manifest? Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<Manifest>(System.IO.File.ReadAllBytes(path), Json) is
                { Version: Current, File: not null, Sha256: not null, Key: not null, Checkpoint: not null } read
                ? read
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, Json);
}
