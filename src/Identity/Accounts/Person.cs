using Pmo.Identity.Clients;
using Pmo.Identity.Randomness;

namespace Pmo.Identity.Accounts;

/// <summary>One who signs in.</summary>
/// <param name="Id">22 characters of base64url, random; the token's <c>sub</c>. Never given to another.</param>
/// <param name="UserName">3 to 64 of a-z, 0-9, <c>.</c>, <c>_</c> and <c>-</c>.</param>
/// <param name="DisplayName">1 to 100 characters, as pages show it.</param>
/// <param name="Org">Their organisation, of <see cref="Client.IsName"/>'s form.</param>
/// <param name="Roles">Of <see cref="PersonRole.All"/>.</param>
/// <param name="IsActive">False while they, or their organisation, are suspended.</param>
internal sealed record Person(string Id, string UserName, string DisplayName, string Org, IReadOnlyList<string> Roles, bool IsActive)
{
    /// <summary>A new person, active, with an id of their own.</summary>
    public static Person Create(string userName, string displayName, string org, IReadOnlyList<string> roles) =>
        new(RandomId.Next(), userName, displayName, org, roles, IsActive: true);

    /// <summary>The form of user names.</summary>
    public static bool IsUserName(string? text) =>
        text is { Length: >= 3 and <= 64 } && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '_' or '-');

    /// <summary>The form of names that pages show: no control characters, nothing that only spaces.</summary>
    public static bool IsDisplayName(string? text) =>
        text is { Length: >= 1 and <= 100 } && !string.IsNullOrWhiteSpace(text) && !text.Any(char.IsControl);

    /// <inheritdoc/>
    public override string ToString() => nameof(Person);
}
