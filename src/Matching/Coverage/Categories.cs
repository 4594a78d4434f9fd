using System.Text.Json;
using Pmo.Matching.AidTypes;
using Pmo.Matching.Scanning;

namespace Pmo.Matching.Coverage;

/// <summary>Categories of need as bits, in order of their names. Not thread-safe.</summary>
internal sealed class Categories(ScanTexts needs)
{
    private static readonly string[] Names = [.. AidTypeList.Categories.Order(StringComparer.Ordinal)];
    private readonly List<uint?> _known = [];

    public static int Count => Names.Length;

    /// <summary>Of the bit with that number.</summary>
    public static string NameOf(int bit) => Names[bit];

    public static uint BitOf(string? category) => Array.IndexOf(Names, category) is var at and >= 0 ? 1u << at : 0;

    /// <summary>The bits of a text of the scan's needs.</summary>
    public uint Of(int text)
    {
        while (_known.Count <= text)
        {
            _known.Add(null);
        }

        return _known[text] ??= Read(needs[text]);
    }

    private static uint Read(string? json) =>
        json is null ? 0 : (JsonSerializer.Deserialize<string[]>(json) ?? []).Aggregate(0u, (bits, need) => bits | BitOf(need));
}
