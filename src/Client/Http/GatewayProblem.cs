using Pmo.Protocol.Api;

namespace Pmo.Client.Http;

/// <summary>Why a call failed, as a value.</summary>
/// <param name="Status">The HTTP status; 0 when the client itself found the fault.</param>
/// <param name="Code">Stable, lower_snake.</param>
/// <param name="Detail">For people, in the client's language; holds no NIK.</param>
/// <param name="Audit">The audit entry, when the gateway made one.</param>
/// <param name="Errors">The errors by line, index or field; may be null.</param>
public sealed record GatewayProblem(
    int Status, string Code, string Detail, string? Audit = null, IReadOnlyList<ProblemItem>? Errors = null)
{
    /// <summary>What it means to the caller.</summary>
    public FailureKind Kind => FailureTable.KindOf(Status, Code);

    /// <summary>How long the gateway asks to wait; null when it does not say.</summary>
    internal TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether the same call may succeed in a while. A used up quota does not come back by waiting a minute.</summary>
    internal bool IsTransient => Code == ClientProblems.Offline
        || Status is 502 or 503 or 504
        || Code == "idempotency_in_progress" // an earlier attempt of this very call, its answer lost, is still being worked on
        || (Status == 429 && RetryAfter is not null && Kind == FailureKind.Quota && Code is not ("quota_exhausted" or "ceiling_reached"));
}
