using System.Buffers;
using System.Collections.Frozen;

namespace Pmo.Client.Niks;

/// <summary>How lists say that a person has no NIK.</summary>
internal static class AbsentText
{
    private static readonly FrozenSet<string> Words = new[]
    {
        "tidak ada", "tdk ada", "tak ada", "belum ada", "blm ada", "belum punya", "blm punya", "belum memiliki", "belum rekam",
        "belum perekaman", "belum punya ktp", "belum ada ktp", "tidak punya", "tidak punya nik", "tidak punya ktp", "tidak memiliki",
        "tidak ada nik", "belum ada nik", "tanpa nik", "nihil", "kosong", "nik kosong", "tidak diketahui",
        "n/a", "#n/a", "na", "nil", "null", "none", "no nik", "not available", "unknown",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Lookup = Words.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly SearchValues<char> Strokes = SearchValues.Create("-–—_?*xX/ ");

    /// <summary>Empty, only zeros (fewer than 16) or only dashes and the like, or one of the usual words.</summary>
    public static bool Says(ReadOnlySpan<char> text)
    {
        var body = text.Trim().TrimStart('\'').Trim(" \u00A0\u200B\uFEFF.()");
        return body.IndexOfAnyExcept(Strokes) < 0
            || (body.IndexOfAnyExcept('0') < 0 && body.Length < 16)
            || Lookup.Contains(body);
    }
}
