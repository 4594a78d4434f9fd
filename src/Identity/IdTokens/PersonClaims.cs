using Pmo.Identity.Accounts;

namespace Pmo.Identity.IdTokens;

/// <summary>What the scope <c>openid</c> tells of a person, in id tokens and at <c>/connect/userinfo</c>.</summary>
internal static class PersonClaims
{
    /// <summary>Names, as the discovery document lists them.</summary>
    public static IReadOnlyList<string> Names { get; } = ["name", "preferred_username", "org", "roles"];

    public static void AddTo(IDictionary<string, object> claims, Person person)
    {
        claims["name"] = person.DisplayName;
        claims["preferred_username"] = person.UserName;
        claims["org"] = person.Org;
        claims["roles"] = person.Roles;
    }
}
