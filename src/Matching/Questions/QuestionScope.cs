using System.Data.Common;
using Pmo.Hosting.Decisions;
using Pmo.Matching.Datasets;
using Pmo.Matching.Snapshots;
using Pmo.Protocol.Api;
using Pmo.Matching.Scanning;

namespace Pmo.Matching.Questions;

/// <summary>What a question is answered from, and what may be told. One question's own.</summary>
/// <param name="Connection">In a reading transaction.</param>
/// <param name="Datasets">Those that the decision covers and that are open, by id.</param>
/// <param name="Snapshot">The state that counts.</param>
/// <param name="Covered">For the answer.</param>
/// <param name="Regions">Where the records lie that count.</param>
/// <param name="Threshold">Distinct persons below which nothing is told; 0: none.</param>
/// <param name="Epsilon">Of the noise; null: none.</param>
internal sealed record QuestionScope(
    DbConnection Connection,
    IReadOnlyList<Dataset> Datasets,
    Snapshot Snapshot,
    IReadOnlyList<CoveredDataset> Covered,
    ScannedRegions Regions,
    int Threshold,
    decimal? Epsilon)
{
    /// <summary>
    /// Who asks about an own dataset has written its rows, and without a threshold would learn of each row whether it is in another's dataset: that is a
    /// check, which is another operation. So such a question has at least this threshold, unless its answer has noise.
    /// </summary>
    public const int OwnRowsThreshold = 10;

    public int? ThresholdTold => Threshold == 0 ? null : Threshold;

    /// <summary>The epsilon in hundredths.</summary>
    public int? Hundredths => Epsilon is { } epsilon ? (int)(epsilon * 100) : null;

    public static int ThresholdOf(Decision decision) =>
        decision.Threshold ?? (decision.Epsilon is null && decision.Datasets.Any(d => d.Owner == decision.Partner) ? OwnRowsThreshold : 0);

    public Dataset? Find(string id) => Datasets.FirstOrDefault(d => d.Id == id);
}
