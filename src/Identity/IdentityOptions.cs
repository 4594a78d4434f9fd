using Pmo.Hosting.Startup;

namespace Pmo.Identity;

/// <summary>The section <c>Identity</c>, read once at start.</summary>
internal sealed record IdentityOptions
{
    /// <summary>What access tokens are for, unless <c>Identity:Audience</c> says otherwise.</summary>
    public const string DefaultAudience = "urn:pmo:api";

    private IdentityOptions(string issuer, string audience, string? clientsFile, string? peopleFile)
    {
        Issuer = issuer;
        Audience = audience;
        ClientsFile = clientsFile;
        PeopleFile = peopleFile;
        TokenEndpoint = new Uri(issuer + "/connect/token");
        PushedEndpoint = new Uri(issuer + "/connect/par");
        UserInfoEndpoint = new Uri(issuer + "/connect/userinfo");
    }

    /// <summary><c>Identity:Issuer</c>, required: the origin by which clients reach this service; https, or http on a loopback address.</summary>
    public string Issuer { get; }

    /// <summary><c>Identity:Audience</c>: an absolute URI, <c>urn:pmo:api</c> by default.</summary>
    public string Audience { get; }

    /// <summary><c>Identity:ClientsFile</c>: clients to enrol at start; none by default.</summary>
    public string? ClientsFile { get; }

    /// <summary><c>Identity:PeopleFile</c>: people with passwords, for the demo; refused outside Development; none by default.</summary>
    public string? PeopleFile { get; }

    /// <summary>Whether browsers reach this service by https, whatever a proxy does before it gets here: cookies depend on it.</summary>
    public bool IsHttps => Issuer.StartsWith("https:", StringComparison.Ordinal);

    /// <summary>Where tokens are asked for, as clients know it.</summary>
    public Uri TokenEndpoint { get; }

    /// <summary>Where authorization requests are pushed, likewise.</summary>
    public Uri PushedEndpoint { get; }

    /// <summary>Where it is asked who a token's person is, likewise.</summary>
    public Uri UserInfoEndpoint { get; }

    /// <exception cref="StartupException"><c>setting_invalid</c>.</exception>
    public static IdentityOptions Read(IConfiguration configuration)
    {
        var issuer = configuration["Identity:Issuer"];
        var audience = configuration["Identity:Audience"] ?? DefaultAudience;
        if (!IsIssuer(issuer))
        {
            throw new StartupException(
                "setting_invalid",
                "Identity:Issuer harus alamat publik tanpa jalur dan tanpa garis miring di akhir, mis. https://pmo.example (http hanya untuk 127.0.0.1).",
                "Identity:Issuer must be the public origin without path or trailing slash, e.g. https://pmo.example (http for 127.0.0.1 only).");
        }

        if (!Uri.TryCreate(audience, UriKind.Absolute, out var resource) || resource.Fragment.Length > 0)
        {
            throw new StartupException(
                "setting_invalid",
                $"Identity:Audience harus URI absolut tanpa fragmen, mis. {DefaultAudience}.",
                $"Identity:Audience must be an absolute URI without a fragment, e.g. {DefaultAudience}.");
        }

        return new IdentityOptions(issuer!, audience, FileOf(configuration["Identity:ClientsFile"]), FileOf(configuration["Identity:PeopleFile"]));
    }

    private static string? FileOf(string? setting) => setting is { Length: > 0 } ? Path.GetFullPath(setting) : null;

    // RFC 8414, 2: no query, no fragment. Compared as text by every client, so only the normal form is taken.
    private static bool IsIssuer(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))
        && uri.GetLeftPart(UriPartial.Authority) == text && uri.UserInfo.Length == 0;
}
