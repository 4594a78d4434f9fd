using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Pmo.Agreements;

/// <summary>
/// Where the records lie that an answer may rest on: in one of <see cref="Only"/> (empty: anywhere) and in none of
/// <see cref="Withheld"/>. A record elsewhere, or of unknown region where either is not empty, counts for nothing; in a check it is
/// <c>withheld</c>, never <c>none</c>. Both lists are without repetition and overlap, in ordinal order. Immutable.
/// </summary>
public sealed class RegionScope
{
    private RegionScope(ImmutableArray<RegionCode> only, ImmutableArray<RegionCode> withheld) => (Only, Withheld) = (only, withheld);

    /// <summary>No limit.</summary>
    public static RegionScope Everywhere { get; } = new([], []);

    /// <summary>The permitted regions, each with all below it; empty: all.</summary>
    public ImmutableArray<RegionCode> Only { get; }

    /// <summary>The regions, each with all below it, that are taken out of the permitted ones.</summary>
    public ImmutableArray<RegionCode> Withheld { get; }

    /// <summary>Whether there is no limit at all.</summary>
    public bool IsEverywhere => Only.IsEmpty && Withheld.IsEmpty;

    /// <summary>
    /// Whether a record of this region may be part of an answer; null is a record of unknown region. One that names only what a withheld region lies in
    /// may lie in that, and is outside too.
    /// </summary>
    public bool Shows(RegionCode? region) =>
        region is { } one
            ? (Only.IsEmpty || Only.Any(only => only.Covers(one))) && !Withheld.Any(withheld => withheld.Covers(one) || one.Covers(withheld))
            : IsEverywhere;

    /// <summary>What both this and <paramref name="other"/> allow; null when nothing is left.</summary>
    public RegionScope? Meet(RegionScope other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Of([Only, other.Only], Withheld.Concat(other.Withheld));
    }

    /// <summary>Reads a scope back from its codes; false when one is none, or nothing is left.</summary>
    public static bool TryParse(IEnumerable<string> only, IEnumerable<string> withheld, [NotNullWhen(true)] out RegionScope? scope)
    {
        scope = TryParse(only, out var permitted) && TryParse(withheld, out var taken) ? Of([permitted], taken) : null;
        return scope is not null;
    }

    /// <summary>The scope of several limits that must all hold; null when nothing is left of it.</summary>
    /// <param name="limits">Each a list of regions, empty for no limit.</param>
    /// <param name="withheld">What is taken out.</param>
    internal static RegionScope? Of(IEnumerable<ImmutableArray<RegionCode>> limits, IEnumerable<RegionCode> withheld)
    {
        var only = ImmutableArray<RegionCode>.Empty;
        foreach (var limit in limits.Where(limit => !limit.IsEmpty))
        {
            only = only.IsEmpty ? Outermost(limit) : Meet(only, limit);
            if (only.IsEmpty)
                return null;
        }

        var taken = Outermost(withheld);
        if (only.IsEmpty)
            return new RegionScope([], taken);
        var left = only.RemoveAll(region => taken.Any(one => one.Covers(region)));
        return left.IsEmpty ? null : new RegionScope(left, taken.RemoveAll(one => !left.Any(region => region.Covers(one))));
    }

    private static bool TryParse(IEnumerable<string> texts, out ImmutableArray<RegionCode> codes)
    {
        var all = texts.Select(text => RegionCode.TryParse(text, out var code, out _) ? code : default).ToImmutableArray();
        codes = all;
        return !all.Contains(default);
    }

    private static ImmutableArray<RegionCode> Meet(ImmutableArray<RegionCode> some, ImmutableArray<RegionCode> others) => Outermost(
        some.SelectMany(one => others.Where(other => one.Covers(other) || other.Covers(one)).Select(other => one.Covers(other) ? other : one)));

    private static ImmutableArray<RegionCode> Outermost(IEnumerable<RegionCode> regions)
    {
        var all = regions.Distinct().Order().ToList();
        return [.. all.Where(one => !all.Any(other => other != one && other.Covers(one)))];
    }
}
