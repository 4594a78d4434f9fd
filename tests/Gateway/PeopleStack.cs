using System.Globalization;
using System.Text.Json.Nodes;
using Pmo.Testing;

namespace Pmo.Gateway.Tests;

/// <summary>The services with people beside the machines, and a client by which they sign in.</summary>
public sealed class PeopleStack : Stack
{
    internal const string RedirectUri = "https://portal.pmo.example/signin-oidc";
    private const string Portal = "portal";
    private const string Password = "empat kapal di teluk";
    private const string TotpSecret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"; // base32 of 20 bytes
    private readonly TestKey _portal = TestKey.Ec();
    private readonly TempDirectory _folder = new();

    /// <inheritdoc/>
    protected override IEnumerable<string> MoreForIdentity =>
    [
        "--Identity:PeopleFile=" + _folder.Write("people.json", new JsonObject
        {
            ["people"] = new JsonArray(
                PersonJson("sari", Policies.Partner(Policies.Partners - 1), "csr"), PersonJson("made", Policies.Partner(Policies.Partners), "csr"),
                PersonJson("ketut", Policies.Partner(Policies.Partners), "csr"), PersonJson("wayan", "pmo", "operator")),
        }.ToJsonString()),
    ];

    /// <inheritdoc/>
    protected override IEnumerable<JsonObject> MoreClients =>
    [
        new JsonObject
        {
            ["clientId"] = Portal, ["org"] = "portal", ["roles"] = new JsonArray(), ["jwk"] = _portal.PublicJwk(),
            ["grants"] = new JsonArray("authorization_code", "refresh_token"), ["redirectUris"] = new JsonArray(RedirectUri),
        },
    ];

    /// <summary>The client for people; with a token of <see cref="SignInAsync"/> it speaks for one.</summary>
    internal ApiCaller PortalCaller => new(this, Portal, _portal);

    /// <summary>Signs in with both factors.</summary>
    /// <returns>The person's access token, bound to the portal's key.</returns>
    internal async Task<string> SignInAsync(string userName)
    {
        Clock.Advance(TimeSpan.FromSeconds(30)); // a code is good once
        using var signIn = new PersonSignIn(this, PortalCaller);
        return await signIn.TokenAsync(userName, Password, Totp.Code(TotpSecret, Clock.GetUtcNow()));
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _portal.Dispose();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private static JsonObject PersonJson(string userName, string org, string role) => new()
    {
        ["userName"] = userName,
        ["displayName"] = CultureInfo.InvariantCulture.TextInfo.ToTitleCase(userName),
        ["org"] = org,
        ["roles"] = new JsonArray(role),
        ["password"] = Password,
        ["totpSecret"] = TotpSecret,
    };
}
