using System.Globalization;
using System.Net;
using System.Text;
using Pmo.Hosting.Problems;

namespace Pmo.Identity.Pages;

/// <summary>
/// A page of few words in both languages, the browser's first; no script, no style, nothing from elsewhere. Texts are encoded here, and no value from
/// a request is shown that is not known.
/// </summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Indonesian">What it says.</param>
/// <param name="English">The same.</param>
/// <param name="Code">Lower_snake, for who is asked for help; null: none.</param>
internal sealed record PlainPage(int Status, PageText Indonesian, PageText English, string? Code = null) : IResult
{
    /// <summary>Posts these fields to this path when the person agrees.</summary>
    public PageForm? Form { get; init; }

    /// <summary>Where it leads on.</summary>
    public PageLink? Link { get; init; }

    /// <summary>After how many seconds a retry makes sense (RFC 6585, 4); null: nothing is said of it.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <summary>A page that refuses.</summary>
    public static PlainPage Of(ErrorCode error) => new(
        error.Status,
        new PageText("Tidak dapat dilanjutkan", error.Indonesian),
        new PageText("Cannot go on", error.English),
        error.Code);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        var language = RequestLanguage.Of(httpContext.Request);
        response.StatusCode = Status;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.ContentLanguage = language;
        response.Headers.CacheControl = "no-store";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = "default-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
        if (RetryAfterSeconds is { } seconds)
        {
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        return response.WriteAsync(Write(language), httpContext.RequestAborted);
    }

    private string Write(string language)
    {
        (string Tag, PageText Text)[] both = language == "en" ? [("en", English), ("id", Indonesian)] : [("id", Indonesian), ("en", English)];
        var html = new StringBuilder("<!DOCTYPE html>\n")
            .Append("<html lang=\"").Append(language).Append("\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">")
            .Append("<title>").Append(Encode(both[0].Text.Title)).Append("</title></head><body><main>\n");
        foreach (var (tag, text) in both)
        {
            html.Append("<section lang=\"").Append(tag).Append("\"><h1>").Append(Encode(text.Title)).Append("</h1><p>").Append(Encode(text.Body)).Append("</p></section>\n");
        }

        if (Code is not null)
        {
            html.Append("<p><code>").Append(Encode(Code)).Append("</code></p>\n");
        }

        if (Link is not null)
        {
            html.Append("<p><a href=\"").Append(Encode(Link.Address)).Append("\">").Append(Encode(language == "en" ? Link.English : Link.Indonesian)).Append("</a></p>\n");
        }

        return html.Append(Form?.Write(language)).Append("</main></body></html>\n").ToString();
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}

/// <summary>What a page says in one language.</summary>
internal sealed record PageText(string Title, string Body);

/// <summary>A way on.</summary>
/// <param name="Address">Registered, never from a request alone.</param>
/// <param name="Indonesian">What it says.</param>
/// <param name="English">The same.</param>
internal sealed record PageLink(string Address, string Indonesian, string English);
