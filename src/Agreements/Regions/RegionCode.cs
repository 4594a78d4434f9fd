using System.Diagnostics.CodeAnalysis;

namespace Pmo.Agreements;

/// <summary>
/// A Kemendagri code without dots: province (2 digits), kabupaten or kota (4), kecamatan (6), village (10); each begins with the code
/// of what it lies in. The default value is the empty text, which names nothing.
/// </summary>
public readonly record struct RegionCode : IIdentifier<RegionCode>, IComparable<RegionCode>
{
    private static readonly LocalizedText Shape = new(
        "kode wilayah Kemendagri terdiri atas 2, 4, 6 atau 10 angka tanpa titik, misalnya \"1871\"",
        "a Kemendagri region code has 2, 4, 6 or 10 digits and no dots, for example \"1871\"");

    private RegionCode(string value) => Value = value;

    /// <summary>The code as written.</summary>
    public string Value => field ?? "";

    /// <summary>Whether <paramref name="other"/> is this region or lies in it.</summary>
    public bool Covers(RegionCode other) => Value.Length > 0 && other.Value.StartsWith(Value, StringComparison.Ordinal);

    /// <summary>Reads a code; false and the reason, which completes 'the code is wrong: …', when its shape is wrong.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out RegionCode id, [NotNullWhen(false)] out LocalizedText? why)
    {
        // No code begins with 0: provinces count from 11.
        var fits = text is { Length: 2 or 4 or 6 or 10 } && text[0] != '0' && text.All(char.IsAsciiDigit);
        why = fits ? null : Shape;
        id = fits ? new RegionCode(text!) : default;
        return fits;
    }

    /// <inheritdoc/>
    public int CompareTo(RegionCode other) => string.CompareOrdinal(Value, other.Value);

    /// <summary>Ordinal order of the codes.</summary>
    public static bool operator <(RegionCode left, RegionCode right) => left.CompareTo(right) < 0;

    /// <summary>Ordinal order of the codes.</summary>
    public static bool operator >(RegionCode left, RegionCode right) => left.CompareTo(right) > 0;

    /// <summary>Ordinal order of the codes.</summary>
    public static bool operator <=(RegionCode left, RegionCode right) => left.CompareTo(right) <= 0;

    /// <summary>Ordinal order of the codes.</summary>
    public static bool operator >=(RegionCode left, RegionCode right) => left.CompareTo(right) >= 0;

    /// <inheritdoc/>
    public override string ToString() => Value;
}
