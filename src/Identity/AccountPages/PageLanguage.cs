using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Http.Extensions;
using Pmo.Hosting.Problems;
using Pmo.Protocol.Time;

namespace Pmo.Identity.AccountPages;

/// <summary>The language of a page: <c>lang</c> in the address, else the one chosen before, else what the browser asks for.</summary>
internal sealed class PageLanguage
{
    private const string Parameter = "lang";
    private const string Cookie = "pmo-lang";
    private readonly HttpRequest _request;

    public PageLanguage(IHttpContextAccessor accessor)
    {
        _request = accessor.HttpContext!.Request;
        Code = Known(_request.Query[Parameter]) ?? Known(_request.Cookies[Cookie]) ?? RequestLanguage.Of(_request);
    }

    public static IReadOnlyList<(string Code, string Name)> All { get; } = [("id", "Bahasa Indonesia"), ("en", "English")];

    /// <summary><c>id</c> or <c>en</c>.</summary>
    public string Code { get; }

    /// <summary>A text in the page's language.</summary>
    public string this[string indonesian, string english] => Code == "en" ? english : indonesian;

    /// <summary>Keeps the language that the address names for the pages that follow.</summary>
    public static void Remember(HttpContext context)
    {
        if (Known(context.Request.Query[Parameter]) is { } code)
        {
            context.Response.Cookies.Append(
                Cookie, code, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, MaxAge = TimeSpan.FromDays(365) });
        }
    }

    /// <summary>This page in another language.</summary>
    public string AddressIn(string code)
    {
        var query = new QueryBuilder { { Parameter, code } };
        if (_request.Query["returnUrl"] is [{ } returnUrl])
        {
            query.Add("returnUrl", SigningIn.ReturnUrl.Of(returnUrl));
        }

        return _request.Path + query.ToQueryString();
    }

    /// <summary>An instant in WIB, with UTC on hover.</summary>
    public IHtmlContent Time(DateTimeOffset instant)
    {
        var local = instant.ToOffset(Wib.Offset).ToString("dd-MM-yyyy HH.mm", CultureInfo.InvariantCulture);
        var utc = instant.ToUniversalTime();
        return new HtmlString(string.Create(
            CultureInfo.InvariantCulture,
            $"<time datetime=\"{utc:yyyy-MM-ddTHH:mm:ssZ}\" title=\"{utc:dd-MM-yyyy HH.mm} UTC\">{local} WIB</time>"));
    }

    private static string? Known(string? code) => code is "id" or "en" ? code : null;
}
