using Pmo.Hosting.Jose;
using Pmo.Identity.SigningKeys;

namespace Pmo.Identity.Introspection;

/// <summary>Knows the access tokens that this issuer made by their signatures. Thread-safe.</summary>
internal sealed class IssuedTokens(OwnTokens own)
{
    /// <summary>A token of ours, whether it has ended or not; null when it is none.</summary>
    public IssuedToken? Read(string token) =>
        own.Read(token, "at+jwt") is { } claims && claims.Text("jti") is { } id && claims.Text("client_id") is { } client && claims.Seconds("exp") is { } ends
            ? new IssuedToken(id, client, DateTimeOffset.FromUnixTimeSeconds((long)ends), claims)
            : null;
}
