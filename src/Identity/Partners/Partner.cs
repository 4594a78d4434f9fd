namespace Pmo.Identity.Partners;

/// <summary>An organisation on its way in, and what operators decided about it. Times are ms since 1970.</summary>
internal sealed record Partner
{
    public const string Invited = "invited";
    public const string Waiting = "waiting";
    public const string Active = "active";
    public const string Suspended = "suspended";
    public const string Revoked = "revoked";

    public required string Org { get; init; }

    public required string State { get; init; }

    /// <summary>Separated by single spaces.</summary>
    public string Roles { get; init; } = "";

    public string? Title { get; init; }

    public string? InvitedBy { get; init; }

    public long? InvitedAt { get; init; }

    /// <summary>Of the one-time code, also after its use: a lost answer is asked for again with the same code and key.</summary>
    public string? CodeHash { get; init; }

    public long? CodeExpiresAt { get; init; }

    public string? ClientId { get; init; }

    /// <summary>The key that waits, or that was approved.</summary>
    public string? Jwk { get; init; }

    public string? Thumbprint { get; init; }

    public long? EnrolledAt { get; init; }

    public string? ApprovedBy { get; init; }

    public long? ApprovedAt { get; init; }

    public string? SuspendedBy { get; init; }

    public long? SuspendedAt { get; init; }

    public string? Reason { get; init; }

    /// <summary>The decision of the last act: a retry of it is known by that.</summary>
    public string? Audit { get; init; }

    /// <summary>The type's name.</summary>
    public override string ToString() => nameof(Partner);
}
