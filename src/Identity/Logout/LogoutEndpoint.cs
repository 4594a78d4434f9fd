using Microsoft.AspNetCore.WebUtilities;
using Pmo.Hosting.Problems;
using Pmo.Identity.Clients.Storage;
using Pmo.Identity.Events;
using Pmo.Identity.Pages;
using Pmo.Identity.Pushed;
using Pmo.Identity.Sessions;
using Pmo.Identity.SigningKeys;
using Pmo.Identity.Tokens;

namespace Pmo.Identity.Logout;

/// <summary>
/// A client sends the browser here to sign out (OpenID Connect RP-Initiated Logout 1.0). Its id token for this very session is reason enough; otherwise
/// the person is asked, for any site can send a browser here. Only who shows an id token is sent back, and only to its registered addresses.
/// </summary>
internal sealed class LogoutEndpoint(OwnTokens own, ClientStore clients, SignIns signIns, LogoutConfirmation confirmation, Refusals refusals)
{
    private static readonly string[] Carried = ["id_token_hint", "client_id", "post_logout_redirect_uri", "state"];

    public Task<IResult> GetAsync(HttpContext context) => LogOutAsync(context, TokenForm.Parse(context.Request.QueryString.Value));

    public async Task<IResult> PostAsync(HttpContext context) => await LogOutAsync(context, (await TokenForm.ReadAsync(context.Request, context.RequestAborted)).Form);

    private async Task<IResult> LogOutAsync(HttpContext context, TokenForm? form)
    {
        var cancellation = context.RequestAborted;
        if (form is null || !AuthorizationRequestReader.IsPlain(form["state"]))
        {
            return await ShowAsync(context, LogoutErrors.Malformed, null);
        }

        var hint = await LogoutHint.ReadAsync(form, own, clients, cancellation);
        var target = form["post_logout_redirect_uri"];
        if (hint is not null && target is not null && !hint.Client.PostLogoutRedirectUris.Contains(target, StringComparer.Ordinal))
        {
            return await ShowAsync(context, LogoutErrors.RedirectRefused, hint);
        }

        var signedIn = await signIns.FindAsync(context, cancellation);
        var isConfirmed = signedIn is not null && IsConfirmed(context, form, signedIn);
        if (signedIn is not null && signedIn.Session.Id != hint?.SessionId && !isConfirmed)
        {
            return Ask(form, signedIn);
        }

        await EndAsync(context, signedIn, hint, cancellation);
        if (hint is null || target is null)
        {
            return LogoutPages.SignedOut;
        }

        // Chromium applies the page's form-action to what follows its form: from there a redirect to another origin would be stopped, a link is not.
        var back = form["state"] is { } state ? QueryHelpers.AddQueryString(target, "state", state) : target;
        return isConfirmed ? LogoutPages.SignedOutWithWayBack(back) : new SeeOther(back);
    }

    private async Task EndAsync(HttpContext context, SignedIn? signedIn, LogoutHint? hint, CancellationToken cancellation)
    {
        // A browser does not send its cookie with another site's POST; the id token names the session all the same.
        if (hint is not null && hint.SessionId != signedIn?.Session.Id)
        {
            await signIns.EndAsync(hint.SessionId, cancellation);
        }

        if (signedIn is not null)
        {
            await signIns.EndAsync(context, cancellation);
        }
    }

    private bool IsConfirmed(HttpContext context, TokenForm form, SignedIn signedIn) =>
        HttpMethods.IsPost(context.Request.Method) && confirmation.IsOf(form[LogoutPages.ConfirmName], signedIn.Session.Id);

    private PlainPage Ask(TokenForm form, SignedIn signedIn)
    {
        var fields = Carried.Where(name => form[name] is not null).ToDictionary(name => name, name => form[name]!, StringComparer.Ordinal);
        fields[LogoutPages.ConfirmName] = confirmation.Make(signedIn.Session.Id);
        return LogoutPages.Confirm(fields);
    }

    private async Task<PlainPage> ShowAsync(HttpContext context, ErrorCode error, LogoutHint? hint)
    {
        await refusals.RefuseAsync(context, AccountAction.Logout, TokenError.InvalidRequest(error.Code, error.English), hint?.Client);
        return PlainPage.Of(error);
    }
}
