using Pmo.Hosting.Jose;

namespace Pmo.Identity.Clients;

/// <summary>A machine that may ask for tokens, for itself or for people who sign in.</summary>
/// <param name="ClientId">1 to 64 of a-z, 0-9 and <c>-</c>.</param>
/// <param name="Org">Its organisation, of the same form.</param>
/// <param name="Roles">Of the same form each.</param>
/// <param name="Key">What it signs its assertions with.</param>
/// <param name="IsActive">False while it is suspended.</param>
internal sealed record Client(string ClientId, string Org, IReadOnlyList<string> Roles, PublicJwk Key, bool IsActive = true)
{
    /// <summary>How it may ask: <see cref="ClientGrants"/>.</summary>
    public IReadOnlyList<string> Grants { get; init; } = [ClientGrants.ClientCredentials];

    /// <summary>Where answers to its authorization requests may go: <see cref="RedirectUri"/>, compared as text.</summary>
    public IReadOnlyList<string> RedirectUris { get; init; } = [];

    /// <summary>Where browsers may go after signing out, likewise.</summary>
    public IReadOnlyList<string> PostLogoutRedirectUris { get; init; } = [];

    /// <summary>The form of client ids, organisations and roles.</summary>
    public static bool IsName(string? text) =>
        text is { Length: >= 1 and <= 64 } && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}
