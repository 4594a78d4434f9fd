namespace Pmo.Identity.Introspection;

/// <summary>One reason for which a token may be worth nothing before its end. Every one that is registered is asked.</summary>
internal interface ITokenState
{
    /// <summary>Whether the token is revoked: by itself, with its session, with its person.</summary>
    Task<bool> IsRevokedAsync(IssuedToken token, CancellationToken cancellation);
}
