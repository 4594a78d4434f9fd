using Pmo.Matching.Datasets;
using Pmo.Protocol.Api;

namespace Pmo.Matching.Snapshots;

/// <summary>A state that questions are answered from.</summary>
/// <param name="Key">Its key.</param>
/// <param name="TakenAtSeconds">Seconds since 1970.</param>
/// <param name="Uploads">What was visible then and has not been closed since.</param>
internal sealed record Snapshot(long Key, long TakenAtSeconds, IReadOnlyList<SnapshotUpload> Uploads)
{
    public DateTimeOffset TakenAt => DateTimeOffset.FromUnixTimeSeconds(TakenAtSeconds);

    /// <summary>Which datasets an answer covers, and as of when.</summary>
    public IReadOnlyList<CoveredDataset> Covers(IEnumerable<Dataset> datasets)
    {
        var days = Uploads.GroupBy(u => u.Dataset).ToDictionary(g => g.Key, g => g.First().AsOf);
        return [.. datasets.Select(d => new CoveredDataset(d.Id, days.GetValueOrDefault(d.Key) is { } day ? Dataset.ReadDay(day) : null))];
    }
}

/// <summary>An upload that a snapshot names; <c>AsOf</c> is its dataset's day then.</summary>
internal sealed record SnapshotUpload
{
    public long Dataset { get; init; }

    public long Upload { get; init; }

    public string? AsOf { get; init; }
}
