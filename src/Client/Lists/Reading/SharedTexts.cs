using System.Numerics;

namespace Pmo.Client.Lists.Reading;

/// <summary>
/// A workbook's shared strings: all of them, or only those that the columns in use have. Of the others it is known that they say something, which is all
/// that a row's width and blankness need; a million names and addresses would take tens of megabytes. Thread-safe.
/// </summary>
internal sealed class SharedTexts
{
    /// <summary>Stands for a text that is not kept: no one is meant to read it, but its cell is not blank.</summary>
    public const string Other = "…";

    private readonly PackedTexts _texts;
    private readonly ulong[]? _kept; // a bit for each of all; null when all are
    private readonly int[] _before = []; // of each 64, how many of those before are kept

    /// <param name="texts">All of them, as written.</param>
    public SharedTexts(PackedTexts texts)
    {
        _texts = texts;
        Count = texts.Count;
    }

    private SharedTexts(SharedTexts all, ulong[] kept)
    {
        Count = all.Count;
        _kept = kept;
        _before = new int[kept.Length];
        _texts = new PackedTexts();
        for (var i = 0; i < Count; i++)
        {
            if (i % 64 == 0)
            {
                _before[i / 64] = _texts.Count;
            }

            if (IsKept(i))
            {
                _texts.Add(all._texts[i]);
            }
        }
    }

    /// <summary>How many the workbook has.</summary>
    public int Count { get; }

    /// <summary>Whether all are kept.</summary>
    public bool IsWhole => _kept is null;

    /// <summary>A string by its 0-based number, as written, or <see cref="Other"/>.</summary>
    public string this[int index] => _kept is null ? _texts[index] : IsKept(index) ? _texts[Place(index)] : Other;

    /// <summary>Those that are marked, and those of which it is not enough to know that they are there: blank, escaped, or longer than a cell may be.</summary>
    /// <param name="marked">From these texts, which are whole.</param>
    /// <param name="mostLength">Characters in a cell.</param>
    public SharedTexts Only(TextMarks marked, int mostLength)
    {
        var kept = marked.ToArray();
        for (var i = 0; i < Count; i++)
        {
            if ((kept[i / 64] >> (i % 64) & 1) == 0 && !IsPlain(_texts[i], mostLength))
            {
                kept[i / 64] |= 1UL << (i % 64);
            }
        }

        return new SharedTexts(this, kept);
    }

    private static bool IsPlain(string text, int mostLength) =>
        text.Length <= mostLength && !string.IsNullOrWhiteSpace(text) && !text.Contains("_x", StringComparison.Ordinal);

    private bool IsKept(int index) => (_kept![index / 64] >> (index % 64) & 1) != 0;

    private int Place(int index) => _before[index / 64] + BitOperations.PopCount(_kept![index / 64] & ((1UL << (index % 64)) - 1));
}
