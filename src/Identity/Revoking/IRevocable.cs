using Pmo.Identity.Clients;

namespace Pmo.Identity.Revoking;

/// <summary>A kind of token that its client can revoke. Every one that is registered is tried, so that <c>token_type_hint</c> need not be believed.</summary>
internal interface IRevocable
{
    /// <summary>Revokes the token if it is of this kind and the client's own. A token that has ended, or is revoked already, is revoked by that.</summary>
    /// <param name="token">As sent.</param>
    /// <param name="client">Who asks.</param>
    /// <param name="address">From where, for the event.</param>
    /// <param name="cancellation">Cancels the wait.</param>
    Task<RevocationOutcome> RevokeAsync(string token, Client client, string? address, CancellationToken cancellation);
}

/// <summary>What came of an attempt.</summary>
internal enum RevocationOutcome
{
    /// <summary>No token of this kind.</summary>
    Unknown,

    /// <summary>It is worth nothing from now on.</summary>
    Revoked,

    /// <summary>It is another client's, and stays as it is.</summary>
    Foreign,
}
