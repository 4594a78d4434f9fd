namespace Pmo.Identity.Events;

/// <summary>Something that happened to an account, for the audit log (kind <c>account</c>, or <c>key</c> with a <see cref="KeyId"/>). Never a password, secret, code, token or key.</summary>
internal sealed record AccountEvent
{
    /// <summary>What was done or tried: lower-case words with dashes, see <see cref="AccountAction"/>.</summary>
    public required string Action { get; init; }

    /// <summary>Whether it was done; a refusal has a <see cref="Reason"/>.</summary>
    public bool IsAllowed { get; init; } = true;

    /// <summary>The organisation, if known.</summary>
    public string? Org { get; init; }

    /// <summary>The client that acted, or that it happened to. A name that is nobody's is left out: people type passwords into such fields.</summary>
    public string? Client { get; init; }

    /// <summary>The person's id (not their name).</summary>
    public string? Person { get; init; }

    /// <summary>The kid of the signing key that it is about.</summary>
    public string? KeyId { get; init; }

    /// <summary>Stable, lower_snake.</summary>
    public string? Reason { get; init; }

    /// <summary>The address that the request came from.</summary>
    public string? Address { get; init; }

    /// <summary>The Gateway's decision entry, when it was done through the Gateway: who did it is said there.</summary>
    public string? Audit { get; init; }

    /// <summary>What the Gateway must refuse from now on, or let in again.</summary>
    public Revocation? Revokes { get; init; }
}
