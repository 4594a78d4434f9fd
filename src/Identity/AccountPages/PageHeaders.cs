using Microsoft.AspNetCore.Http.Features;

namespace Pmo.Identity.AccountPages;

/// <summary>What holds for every answer below <c>/account</c>: nothing runs, nothing is framed, nothing is kept.</summary>
internal static class PageHeaders
{
    /// <summary>Bytes of a form: a handful of short fields and a token.</summary>
    private const int MaxFormBytes = 16 * 1024;

    // form-action names this origin alone, although a sign-in ends at a client's: Chromium applies it to every redirect after a form, so the last form
    // leads to /account/continue, which is no redirect, and the browser goes on from there by itself.
    private const string Policy =
        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    public static Task ApplyAsync(HttpContext context, RequestDelegate next, IdentityOptions options)
    {
        // As the browser sees it, whatever the hops in between speak: anti-forgery cookies are Secure by this.
        context.Request.Scheme = options.IsHttps ? "https" : "http";
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = MaxFormBytes;
        }

        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XFrameOptions = "DENY"; // for browsers that know no frame-ancestors
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
        PageLanguage.Remember(context);
        return next(context);
    }
}
