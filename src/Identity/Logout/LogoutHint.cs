using Pmo.Hosting.Jose;
using Pmo.Identity.Clients;
using Pmo.Identity.Clients.Storage;
using Pmo.Identity.SigningKeys;
using Pmo.Identity.Tokens;

namespace Pmo.Identity.Logout;

/// <summary>Which client asks to end which session, by an id token that it was given (OpenID Connect RP-Initiated Logout 1.0, 2).</summary>
internal sealed record LogoutHint(Client Client, string SessionId)
{
    /// <summary>Null when there is none, or it is not one of ours. Its age does not count: people sign out hours after they signed in.</summary>
    public static async Task<LogoutHint?> ReadAsync(TokenForm form, OwnTokens own, ClientStore clients, CancellationToken cancellation)
    {
        if (own.Read(form["id_token_hint"], "JWT") is not { } claims || claims.Text("sid") is not { } session || claims.Text("aud") is not { } clientId
            || (form["client_id"] ?? clientId) != clientId)
        {
            return null;
        }

        return await clients.FindAsync(clientId, cancellation) is { } client ? new LogoutHint(client, session) : null;
    }
}
