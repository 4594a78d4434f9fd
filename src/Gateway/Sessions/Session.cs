using Pmo.Agreements;
using Pmo.Hosting.Decisions;

namespace Pmo.Gateway.Sessions;

/// <summary>What a session took from a meter, to be given back if nothing was ever evaluated.</summary>
internal sealed record Charge(string Meter, long Window, int Persons);

/// <summary>A check or an upload, as decided when it was opened.</summary>
internal sealed record Session
{
    public const string Open = "open";
    public const string Committed = "committed";
    public const string Cancelled = "cancelled";

    /// <summary>128 random bits, base64url: the <c>checkId</c> or <c>uploadId</c>.</summary>
    public required string Id { get; init; }

    public required string Partner { get; init; }

    public required string Agreement { get; init; }

    public required string Purpose { get; init; }

    /// <summary>Name of one of <see cref="SessionOperation.All"/>.</summary>
    public required string Operation { get; init; }

    /// <summary>By which number its persons are named.</summary>
    public required string Kind { get; init; }

    /// <summary>The kinds that may be evaluated in it: <see cref="Kind"/>, and what rows of an upload may carry beside it.</summary>
    public required IReadOnlyList<string> Kinds { get; init; }

    public required IReadOnlyList<DecidedDataset> Datasets { get; init; }

    public required IReadOnlyList<string> Disclose { get; init; }

    /// <summary>Where the records lie that may count.</summary>
    public required RegionScope Regions { get; init; }

    /// <summary>Distinct persons below which a count is withheld.</summary>
    public int? Threshold { get; init; }

    /// <summary>Noise on counts.</summary>
    public decimal? Epsilon { get; init; }

    /// <summary>Distinct persons, or rows of an upload.</summary>
    public required int N { get; init; }

    public required string State { get; init; }

    /// <summary>The decision entry of its opening.</summary>
    public required string Audit { get; init; }

    public required IReadOnlyList<Charge> Charges { get; init; }

    /// <summary>Whether an evaluation or a commit has been let through: no refund any more.</summary>
    public required bool IsUsed { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The strictest of what was decided at opening and is decided now; null when no region is left.</summary>
    public Session? Narrowed(Obligations now)
    {
        var disclosed = now.Disclose.Select(d => d.ToWire()).ToHashSet(StringComparer.Ordinal);
        return Regions.Meet(now.Regions) is { } regions
            ? this with
            {
                Disclose = Disclose.Where(disclosed.Contains).ToList(),
                Regions = regions,
                Threshold = Strictest(Threshold, now.Threshold, Math.Max),
                Epsilon = Strictest(Epsilon, now.Noise?.Epsilon, Math.Min),
            }
            : null;
    }

    private static T? Strictest<T>(T? then, T? now, Func<T, T, T> stricter) where T : struct =>
        then is { } a && now is { } b ? stricter(a, b) : then ?? now;
}
