using Pmo.Hosting.Problems;

namespace Pmo.Matching.Snapshots;

/// <summary>Why there is nothing to answer from.</summary>
public static class SnapshotErrors
{
    public static readonly ErrorCode None = new("no_snapshot", 409,
        "Belum ada potret data untuk menjawab pertanyaan ini. Potret diambil berkala; coba lagi nanti.",
        "There is no snapshot of the data yet to answer from. Snapshots are taken at intervals; try again later.");

    internal static IEnumerable<ErrorCode> All => [None];
}
