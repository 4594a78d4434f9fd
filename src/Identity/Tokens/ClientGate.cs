using Pmo.Identity.Clients;

namespace Pmo.Identity.Tokens;

/// <summary>The way into endpoints that any client may call: a form, and the client's own assertion in it. No proof: no token is given out. Thread-safe.</summary>
internal sealed class ClientGate(ClientAuthenticator authenticator, Refusals refusals)
{
    /// <summary>Reads the form and authenticates the client; a refusal is recorded under <paramref name="action"/>.</summary>
    /// <returns>Form and client, or what to answer.</returns>
    public async Task<(TokenForm? Form, Client? Client, TokenError? Refusal)> EnterAsync(HttpContext context, string action)
    {
        var (form, formError) = await TokenForm.ReadOfClientAsync(context.Request, context.RequestAborted);
        if (form is null)
        {
            return (null, null, await refusals.RefuseAsync(context, action, formError!, known: null));
        }

        var (credentials, missing) = ClientCredentials.Read(form);
        if (credentials is null)
        {
            return (null, null, await refusals.RefuseAsync(context, action, missing!, known: null));
        }

        var (client, unknown) = await authenticator.AuthenticateAsync(credentials, context.RequestAborted);
        return unknown is null ? (form, client, null) : (null, null, await refusals.RefuseAsync(context, action, unknown, client));
    }
}
