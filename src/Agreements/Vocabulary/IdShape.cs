using System.Diagnostics.CodeAnalysis;

namespace Pmo.Agreements;

/// <summary>The shape that ids of agreements, parties and datasets share: 3 to 64 of <c>a-z 0-9 -</c>.</summary>
internal static class IdShape
{
    private const int Shortest = 3;
    private const int Longest = 64;

    private static readonly LocalizedText Length = new(
        "panjangnya harus 3 sampai 64 karakter", "it must have 3 to 64 characters");

    private static readonly LocalizedText Characters = new(
        "hanya boleh huruf kecil a-z, angka 0-9 dan tanda hubung", "only lower-case a-z, digits 0-9 and hyphens are allowed");

    public static bool Fits([NotNullWhen(true)] string? text, [NotNullWhen(false)] out LocalizedText? why)
    {
        why = text is null || text.Length is < Shortest or > Longest ? Length
            : text.AsSpan().ContainsAnyExcept(Allowed) ? Characters
            : null;
        return why is null;
    }

    private static readonly System.Buffers.SearchValues<char> Allowed =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");
}
