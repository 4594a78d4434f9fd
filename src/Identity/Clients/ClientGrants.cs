namespace Pmo.Identity.Clients;

/// <summary>The ways to ask for tokens (<c>grant_type</c>) that a client may be registered for.</summary>
internal static class ClientGrants
{
    /// <summary>RFC 6749, 4.4: a machine for itself.</summary>
    public const string ClientCredentials = "client_credentials";

    /// <summary>RFC 6749, 4.1: for a person who has signed in.</summary>
    public const string AuthorizationCode = "authorization_code";

    /// <summary>RFC 6749, 6: for the same person again, while they are signed in.</summary>
    public const string RefreshToken = "refresh_token";

    public static bool IsKnown(string? grant) => grant is ClientCredentials or AuthorizationCode or RefreshToken;
}
