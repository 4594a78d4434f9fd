using Pmo.Hosting.Problems;
using Pmo.Identity.Authorize.Storage;
using Pmo.Identity.Clients;
using Pmo.Identity.Clients.Storage;
using Pmo.Identity.Codes;
using Pmo.Identity.Events;
using Pmo.Identity.Handles;
using Pmo.Identity.Pages;
using Pmo.Identity.Pushed;
using Pmo.Identity.Pushed.Storage;
using Pmo.Identity.Sessions;
using Pmo.Identity.Tokens;

namespace Pmo.Identity.Authorize;

/// <summary>
/// The authorization endpoint (RFC 6749, 3.1). A pushed request is used up when its browser arrives; a person who has to sign in first has ten minutes,
/// in that browser, and comes back with <c>?pending=…</c>. No consent is asked: docs/decisions, "Signing in without a consent page".
/// </summary>
internal sealed partial class AuthorizeEndpoint(
    IdentityOptions options, PushedRequestStore pushed, PendingAuthorizationStore waiting, Approvals approvals, ClientStore clients, SignIns signIns,
    BrowserCookie browsers, Refusals refusals, TimeProvider time, ILogger<AuthorizeEndpoint> logger)
{
    public async Task<IResult> GetAsync(HttpContext context)
    {
        if (AuthorizeQuery.Read(context.Request) is not { } query)
        {
            return await ShowAsync(context, AuthorizeErrors.NotPushed, null);
        }

        return query.Pending is { } pending
            ? await ContinueAsync(context, pending)
            : await ArriveAsync(context, query.ClientId!, query.Reference);
    }

    private async Task<IResult> ArriveAsync(HttpContext context, string clientId, Handle reference)
    {
        var cancellation = context.RequestAborted;
        if (await pushed.TakeAsync(reference, clientId, cancellation) is not { } request)
        {
            return await ShowAsync(context, AuthorizeErrors.RequestEnded, null);
        }

        if (await FindClientAsync(clientId, request, cancellation) is not { } client)
        {
            return await ShowAsync(context, AuthorizeErrors.ClientRefused, null);
        }

        // From here on the address is known to be the client's own.
        var now = time.GetUtcNow();
        var signedIn = await signIns.FindAsync(context, cancellation);
        if (Freshness.IsEnough(signedIn, request, now))
        {
            return await ApproveAsync(context, client, request, signedIn!, null);
        }

        if (request.IsSilent)
        {
            await refusals.RefuseAsync(context, AccountAction.Authorize, LoginRequired, client, signedIn?.Person.Id);
            return AuthorizationAnswer.Error(request, LoginRequired.Error, LoginRequired.Description, options.Issuer);
        }

        var id = Handle.New();
        await waiting.AddAsync(id, browsers.Keep(context), new PendingAuthorization(clientId, request, signedIn?.Session.Id, now), cancellation);
        return SignIn(id, request);
    }

    private async Task<IResult> ContinueAsync(HttpContext context, Handle id)
    {
        var cancellation = context.RequestAborted;
        if (!browsers.TryRead(context.Request, out var browser) || await waiting.FindAsync(id, browser, cancellation) is not { } pending)
        {
            return await ShowAsync(context, AuthorizeErrors.PendingEnded, null);
        }

        if (await FindClientAsync(pending.ClientId, pending.Request, cancellation) is not { } client)
        {
            return await ShowAsync(context, AuthorizeErrors.ClientRefused, null);
        }

        var signedIn = await signIns.FindAsync(context, cancellation);
        return Freshness.IsEnough(signedIn, pending, time.GetUtcNow())
            ? await ApproveAsync(context, client, pending.Request, signedIn!, id)
            : SignIn(id, pending.Request);
    }

    private async Task<IResult> ApproveAsync(HttpContext context, Client client, AuthorizationRequest request, SignedIn signedIn, Handle? pending)
    {
        var code = Handle.New();
        var content = new AuthorizationCode(
            client.ClientId, request.RedirectUri, request.Challenge, request.Thumbprint, request.Scope, request.Nonce, signedIn.Person.Id, signedIn.Session.Id);
        var happened = new AccountEvent
        {
            Action = AccountAction.Authorize,
            Org = signedIn.Person.Org,
            Client = client.ClientId,
            Person = signedIn.Person.Id,
            Address = context.Connection.RemoteIpAddress?.ToString(),
        };
        if (!await approvals.ApproveAsync(pending, code, content, happened, context.RequestAborted))
        {
            return await ShowAsync(context, AuthorizeErrors.PendingEnded, client);
        }

        LogApproved(client.ClientId, signedIn.Person.Id);
        return AuthorizationAnswer.Code(request, code.Text, options.Issuer);
    }

    // Asked again at each step: who was suspended, or moved, since the request was pushed gets no code.
    private async Task<Client?> FindClientAsync(string clientId, AuthorizationRequest request, CancellationToken cancellation) =>
        await clients.FindAsync(clientId, cancellation) is { IsActive: true } client
        && client.Grants.Contains(ClientGrants.AuthorizationCode, StringComparer.Ordinal)
        && client.RedirectUris.Contains(request.RedirectUri, StringComparer.Ordinal)
            ? client
            : null;

    private async Task<PlainPage> ShowAsync(HttpContext context, ErrorCode error, Client? client)
    {
        await refusals.RefuseAsync(context, AccountAction.Authorize, TokenError.InvalidRequest(error.Code, error.English), client);
        return PlainPage.Of(error);
    }

    private static SeeOther SignIn(Handle pending, AuthorizationRequest request) => new(
        "/account/login?returnUrl=" + Uri.EscapeDataString($"/connect/authorize?{AuthorizeQuery.PendingName}={pending.Text}")
        + (request.Language is { } language ? "&lang=" + language : ""));

    // OpenID Connect Core 1.0, 3.1.2.6
    private static readonly TokenError LoginRequired = new("login_required", "login_required", "The person has to sign in; ask without prompt=none.");

    [LoggerMessage(Level = LogLevel.Information, Message = "Code given to {Client} for person {Person}")]
    private partial void LogApproved(string client, string person);
}
