namespace Pmo.Identity.Partners;

/// <summary>A client as operators see it.</summary>
internal sealed record Machine
{
    public required string ClientId { get; init; }

    public required string Org { get; init; }

    /// <summary>Separated by single spaces.</summary>
    public required string Roles { get; init; }

    public required string Thumbprint { get; init; }

    /// <summary><c>active</c> or <c>suspended</c>.</summary>
    public required string State { get; init; }

    /// <summary>1: its key was revoked for good.</summary>
    public long IsRetired { get; init; }

    /// <summary>When it last replaced its key, ms since 1970.</summary>
    public long? ReplacedAt { get; init; }
}
