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

    /// <summary><c>check</c> or <c>upload</c>.</summary>
    public required string Operation { get; init; }

    public required string Kind { get; init; }

    public required IReadOnlyList<DecidedDataset> Datasets { get; init; }

    public required IReadOnlyList<string> Disclose { get; init; }

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
}
