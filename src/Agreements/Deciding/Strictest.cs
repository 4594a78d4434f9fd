using System.Collections.Immutable;

namespace Pmo.Agreements;

/// <summary>What several permits allow together: of each term the strictest, for a request gets one answer for all its datasets.</summary>
internal sealed class Strictest(ImmutableArray<Permit> permits)
{
    public Permit First => permits[0];

    /// <summary>What all of them disclose, in the order of <see cref="Disclosure"/>.</summary>
    public ImmutableArray<Disclosure> Disclose =>
        [.. permits.Skip(1).Aggregate(First.Disclose.AsEnumerable(), (all, permit) => all.Intersect(permit.Disclose)).Order()];

    public int? Threshold => permits.Max(permit => permit.Threshold);

    public Noise? Noise => permits.Select(permit => permit.Noise).OfType<Noise>().MinBy(noise => noise.Epsilon);

    public IReadOnlyList<QuotaRule> Quotas => [.. permits.Select(permit => permit.Quota).OfType<QuotaRule>()];

    /// <summary>The permit with the largest minimum.</summary>
    public Permit OfMin => permits.MaxBy(permit => permit.List?.Min ?? 1)!;

    /// <summary>The permit with the smallest maximum.</summary>
    public Permit OfMax => permits.MinBy(permit => permit.List?.Max ?? int.MaxValue)!;

    public ListLimits List => new(OfMin.List?.Min, OfMax.List?.Max);

    /// <summary>Where the records may lie; null when nowhere.</summary>
    /// <param name="asked">The region of the request, if it names one.</param>
    /// <param name="forbids">What is taken out.</param>
    public RegionScope? Scope(RegionCode? asked, IEnumerable<Forbid> forbids) => RegionScope.Of(
        permits.Select(permit => permit.Regions).Append(asked is { } region ? [region] : []), forbids.SelectMany(forbid => forbid.Regions));
}
