using Pmo.Matching.Datasets;
using Pmo.Matching.Questions;
using Pmo.Matching.Snapshots;

namespace Pmo.Matching.Coverage;

/// <summary>An upload that the question reads: whose it is, and in which of the two states it was visible.</summary>
internal sealed record CoverageSlot(long Upload, Dataset Dataset, bool IsRegister, bool IsNow, bool IsThen)
{
    /// <summary>The register's uploads and those of aid; other registers of the agreement are no aid.</summary>
    public static IReadOnlyList<CoverageSlot> List(QuestionScope scope, string register, Snapshot? earlier)
    {
        var datasets = scope.Datasets.Where(d => d.Id == register || d.Kind == DatasetRules.Aid).ToDictionary(d => d.Key);
        var now = scope.Snapshot.Uploads.ToDictionary(u => u.Upload, u => u.Dataset);
        var then = (earlier?.Uploads ?? []).ToDictionary(u => u.Upload, u => u.Dataset);
        return
        [
            .. now.Concat(then).DistinctBy(u => u.Key).Where(u => datasets.ContainsKey(u.Value)).OrderBy(u => u.Key)
                .Select(u => new CoverageSlot(
                    u.Key, datasets[u.Value], datasets[u.Value].Id == register, now.ContainsKey(u.Key), then.ContainsKey(u.Key))),
        ];
    }
}
