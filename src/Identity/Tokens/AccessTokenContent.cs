using Pmo.Identity.Clients;
using Pmo.Identity.Randomness;
using Pmo.Identity.Sessions;

namespace Pmo.Identity.Tokens;

/// <summary>What an access token says. Never prints itself.</summary>
internal sealed record AccessTokenContent
{
    private AccessTokenContent()
    {
    }

    /// <summary><c>jti</c>.</summary>
    public string Id { get; private init; } = RandomId.Next();

    /// <summary><c>sub</c>: the person, or the machine itself.</summary>
    public required string Subject { get; init; }

    public required string ClientId { get; init; }

    public required string Org { get; init; }

    public required IReadOnlyList<string> Roles { get; init; }

    public required string Scope { get; init; }

    /// <summary>Of the key that it is bound to.</summary>
    public required string Thumbprint { get; init; }

    /// <summary>How and when the person signed in; null for a machine.</summary>
    public Session? Session { get; private init; }

    /// <summary>For a machine that acts for itself.</summary>
    public static AccessTokenContent Of(Client client, string scope, string thumbprint) => new()
    {
        Subject = client.ClientId,
        ClientId = client.ClientId,
        Org = client.Org,
        Roles = client.Roles,
        Scope = scope,
        Thumbprint = thumbprint,
    };

    /// <summary>For a client that acts for a person: organisation and roles are the person's.</summary>
    public static AccessTokenContent Of(SignedIn signedIn, string clientId, string scope, string thumbprint) => new()
    {
        Subject = signedIn.Person.Id,
        ClientId = clientId,
        Org = signedIn.Person.Org,
        Roles = signedIn.Person.Roles,
        Scope = scope,
        Thumbprint = thumbprint,
        Session = signedIn.Session,
    };

    /// <inheritdoc/>
    public override string ToString() => nameof(AccessTokenContent);
}
