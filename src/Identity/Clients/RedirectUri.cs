namespace Pmo.Identity.Clients;

/// <summary>The form of addresses to which a browser may be sent back.</summary>
internal static class RedirectUri
{
    private const int MaxLength = 512;

    /// <summary>
    /// Absolute, https or http on a loopback address (FAPI 2.0, 5.3.2.2; loopback is for development), without fragment (RFC 6749, 3.1.2), user or
    /// wildcard, and in its normal form: it is compared as text (RFC 9700, 2.1), by readers who must not differ about what it says.
    /// </summary>
    public static bool IsValid(string? text) =>
        text is { Length: > 0 and <= MaxLength }
        && text.All(c => c is > ' ' and <= '~')
        && text.AsSpan().IndexOfAny('*', '#', '\\') < 0
        && Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))
        && uri.UserInfo.Length == 0
        && uri.AbsoluteUri == text;
}
