using System.Text.Json.Nodes;
using Pmo.Testing;

namespace Pmo.Gateway.Tests.Openid;

/// <summary>The services by the real clock, for programs that have one of their own, with a client for people beside those for machines.</summary>
public sealed class OpenIdStack : Stack
{
    public const string Portal = "portal";
    public const string RedirectUri = "https://portal.pmo.example/signin-oidc";
    public const string SignedOutUri = "https://portal.pmo.example/signed-out";
    private readonly TestKey _portal = TestKey.Ec();

    /// <summary>Where tokens come from: the public origin.</summary>
    public string Issuer => Origin.GetLeftPart(UriPartial.Authority);

    /// <inheritdoc/>
    protected override TimeProvider Time => TimeProvider.System;

    /// <inheritdoc/>
    protected override IEnumerable<JsonObject> MoreClients =>
    [
        new JsonObject
        {
            ["clientId"] = Portal,
            ["org"] = "operator-pmo",
            ["roles"] = new JsonArray(),
            ["jwk"] = _portal.PublicJwk(),
            ["grants"] = new JsonArray("authorization_code", "refresh_token"),
            ["redirectUris"] = new JsonArray(RedirectUri),
            ["postLogoutRedirectUris"] = new JsonArray(SignedOutUri),
        },
    ];

    /// <summary>What a script has to know of a client.</summary>
    internal JsonObject Party(string clientId, string keyPem) => new() { ["issuer"] = Issuer, ["clientId"] = clientId, ["keyPem"] = keyPem };

    /// <summary>The same of the client for people.</summary>
    internal JsonObject PortalParty() => Party(Portal, _portal.ToPem());

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _portal.Dispose();
        GC.SuppressFinalize(this);
    }
}
