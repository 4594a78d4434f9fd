using Pmo.Agreements;
using Pmo.Hosting.Decisions;

namespace Pmo.Gateway.Sessions;

/// <summary>The agreements' regions as decisions and the database write them.</summary>
internal static class ScopeText
{
    /// <summary>Null: anywhere.</summary>
    public static DecidedRegions? ToDecided(this RegionScope scope) =>
        scope.IsEverywhere ? null : new DecidedRegions([.. scope.Only.Select(r => r.Value)], [.. scope.Withheld.Select(r => r.Value)]);

    /// <summary>Reads what <see cref="ToDecided"/> wrote.</summary>
    /// <exception cref="InvalidDataException">It did not: nothing may be told then.</exception>
    public static RegionScope Read(DecidedRegions? regions) =>
        regions is null ? RegionScope.Everywhere
        : RegionScope.TryParse(regions.Only, regions.Withheld, out var scope) ? scope
        : throw new InvalidDataException("The regions of a session cannot be read.");
}
