namespace Pmo.Identity.SigningIn;

/// <summary>Where a browser goes once it is signed in: the authorization endpoint, or an account page; never another site.</summary>
internal static class ReturnUrl
{
    /// <summary>Where it goes when nothing, or nothing that may be, is said.</summary>
    public const string Default = "/account";

    // A request_uri and a client_id are far shorter.
    private const int MaxLength = 2000;

    private static readonly Uri Here = new("https://here.invalid");

    /// <summary>The path and query that a parameter means, normalised; <see cref="Default"/> when it is not one of this service's.</summary>
    public static string Of(string? text)
    {
        // Browsers take a backslash for a slash and drop control characters: //evil, /\evil, /<tab>/evil all leave the site.
        if (text is not { Length: > 0 and <= MaxLength } || text[0] != '/' || text.StartsWith("//", StringComparison.Ordinal) || text.Any(c => c is '\\' or <= ' ' or > '~')
            || !Uri.TryCreate(Here, text, out var uri) || uri.Host != Here.Host || uri.Scheme != Here.Scheme || !uri.IsDefaultPort)
        {
            return Default;
        }

        var path = uri.AbsolutePath;
        var isOurs = path is "/connect/authorize" or Default
            || (path.StartsWith("/account/", StringComparison.Ordinal) && !path.Contains("//", StringComparison.Ordinal) && !path.Contains('%', StringComparison.Ordinal));
        return isOurs ? uri.PathAndQuery : Default;
    }
}
