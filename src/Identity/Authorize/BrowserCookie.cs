using Pmo.Identity.Authorize.Storage;
using Pmo.Identity.Handles;

namespace Pmo.Identity.Authorize;

/// <summary>
/// Knows a browser again, so that a waiting request is finished only where it was begun: a link to it is worth nothing in another browser. Not a sign-in.
/// Thread-safe.
/// </summary>
internal sealed class BrowserCookie(IdentityOptions options)
{
    /// <summary><c>__Host-pmo-authorize</c>, which no other host of the domain can set (RFC 6265bis, 4.1.3.2); <c>pmo-authorize</c> on http.</summary>
    public string Name => options.IsHttps ? "__Host-pmo-authorize" : "pmo-authorize";

    /// <summary>The browser's value, if it has one.</summary>
    public bool TryRead(HttpRequest request, out Handle browser) => Handle.TryParse(request.Cookies[Name], out browser);

    /// <summary>The browser's value, or a new one; good for as long as a request may wait. One value serves all its tabs.</summary>
    public Handle Keep(HttpContext context)
    {
        var browser = TryRead(context.Request, out var before) ? before : Handle.New();

        // Lax: the way back from the sign-in page may count as begun by the client's page.
        context.Response.Cookies.Append(Name, browser.Text, new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = options.IsHttps,
            Path = "/",
            MaxAge = TimeSpan.FromSeconds(PendingAuthorizationStore.LifeSeconds),
        });
        return browser;
    }
}
