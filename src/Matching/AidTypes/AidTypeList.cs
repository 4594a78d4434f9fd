using System.Collections.Frozen;

namespace Pmo.Matching.AidTypes;

/// <summary>The aid types that datasets and rows may name, with the need each serves. Read-only, thread-safe.</summary>
internal static class AidTypeList
{
    private static readonly FrozenDictionary<string, string> CategoryOf = Read();

    // Relief after a disaster and school meals go to everybody there: being on two such lists is no overlap.
    private static readonly FrozenSet<string> NeverOverlap = new[] { "BENCANA", "MBG" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The categories of need, e.g. <c>pangan</c>; a row's <c>needs</c> are of these.</summary>
    public static FrozenSet<string> Categories { get; } = CategoryOf.Values.ToFrozenSet(StringComparer.Ordinal);

    public static bool IsKnown(string code) => CategoryOf.ContainsKey(code);

    /// <summary>The need that <paramref name="code"/> serves; null when it is not known.</summary>
    public static string? Category(string? code) => code is null ? null : CategoryOf.GetValueOrDefault(code);

    public static bool CountsAsOverlap(string? code) => code is null || !NeverOverlap.Contains(code);

    private static FrozenDictionary<string, string> Read()
    {
        using var stream = typeof(AidTypeList).Assembly.GetManifestResourceStream("aid-types.csv")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Skip(1)
            .Select(line => line.Split(','))
            .ToFrozenDictionary(f => f[0], f => f[2], StringComparer.Ordinal);
    }
}
