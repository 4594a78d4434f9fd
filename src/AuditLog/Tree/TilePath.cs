using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Pmo.AuditLog.Tree;

/// <summary>
/// The path of a tile as C2SP <c>tlog-tiles</c> writes it, without <c>tile/</c>: <c>0/x001/234</c>, <c>entries/067.p/8</c>.
/// </summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TilePath
{
    /// <summary>Hashes of a full tile.</summary>
    public const int FullWidth = 256;

    /// <summary>Tree heights that a tile spans.</summary>
    public const int Height = 8;

    /// <summary><see cref="Level"/> of a bundle of entries.</summary>
    public const int Entries = -1;

    private const int MaxLevel = 7; // 2^63 leaves need no more
    private const int MaxGroups = 6;

    private TilePath(int level, long index, int width)
    {
        Level = level;
        Index = index;
        Width = width;
    }

    /// <summary>0 for leaf hashes, each level above 256 times fewer; <see cref="Entries"/> for the entries themselves.</summary>
    public int Level { get; }

    /// <summary>From 0.</summary>
    public long Index { get; }

    /// <summary>Hashes or entries in it: 1 to 256.</summary>
    public int Width { get; }

    /// <summary>The first leaf that it covers.</summary>
    public long FirstLeaf => Index << (Height * (Math.Max(Level, 0) + 1));

    /// <summary>A tile that is known to be well-formed.</summary>
    public static TilePath Of(int level, long index, int width = FullWidth) =>
        level is < Entries or > MaxLevel || index < 0 || width is < 1 or > FullWidth
            ? throw new ArgumentOutOfRangeException(nameof(index))
            : new TilePath(level, index, width);

    /// <summary>The tile at a place, as wide as it is in a tree of <paramref name="size"/> leaves; null when the tree does not reach it.</summary>
    public static TilePath? In(long size, int level, long index)
    {
        var hashes = size >> (Height * Math.Max(level, 0));
        var width = Math.Min(FullWidth, hashes - (index * FullWidth));
        return width < 1 ? null : Of(level, index, (int)width);
    }

    /// <summary>Reads a path; only the one form that <see cref="ToString"/> writes is taken.</summary>
    public static bool TryParse(string? text, out TilePath path, out string why)
    {
        path = default;
        var parts = (text ?? "").Split('/');
        var width = FullWidth;
        if (parts.Length > 2 && parts[^2].EndsWith(".p", StringComparison.Ordinal))
        {
            if (!TryNumber(parts[^1], out width) || width is < 1 or >= FullWidth)
            {
                why = "a partial width is 1 to 255";
                return false;
            }

            parts[^2] = parts[^2][..^2];
            parts = parts[..^1];
        }

        var level = Entries;
        if (parts.Length is < 2 or > MaxGroups + 1 || (parts[0] != "entries" && (!TryNumber(parts[0], out level) || level > MaxLevel)))
        {
            why = "a level is 0 to 7, or 'entries'";
            return false;
        }

        var index = 0L;
        foreach (var group in parts[1..])
        {
            var digits = group.StartsWith('x') ? group[1..] : group;
            if (digits.Length != 3 || !digits.All(char.IsAsciiDigit))
            {
                why = "an index is groups of three digits";
                return false;
            }

            index = (index * 1000) + int.Parse(digits, CultureInfo.InvariantCulture);
        }

        path = new TilePath(level, index, width);
        why = path.ToString() == text ? "" : "not the one way to write it";
        return why.Length == 0;
    }

    /// <summary>The path.</summary>
    public override string ToString()
    {
        var index = (Index % 1000).ToString("000", CultureInfo.InvariantCulture);
        for (var rest = Index / 1000; rest > 0; rest /= 1000)
        {
            index = string.Create(CultureInfo.InvariantCulture, $"x{rest % 1000:000}/{index}");
        }

        var text = new StringBuilder(Level == Entries ? "entries" : Level.ToString(CultureInfo.InvariantCulture)).Append('/').Append(index);
        return (Width == FullWidth ? text : text.Append(CultureInfo.InvariantCulture, $".p/{Width}")).ToString();
    }

    private static bool TryNumber(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
