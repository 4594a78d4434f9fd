using Pmo.Hosting.Decisions;
using Pmo.Protocol.Inputs;

namespace Pmo.Matching.Journals;

/// <summary>Who looked for persons in which datasets, under which agreement; <paramref name="Receipt"/> is the audit entry.</summary>
internal sealed record Inquiry(
    string Receipt, string Partner, string Agreement, string Purpose, string Operation, string Kind, IReadOnlyList<string> Datasets, DateOnly Day)
{
    /// <summary>What a decision says of the one who asks.</summary>
    public static Inquiry Of(Decision decision, IEnumerable<string> datasets, DateOnly day) => new(
        decision.Audit, decision.Partner, decision.Agreement ?? "", decision.Purpose ?? "", decision.Operation, decision.Kind ?? IdentityKind.Nik.Name,
        [.. datasets.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)], day);
}
