using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Pmo.Identity.Accounts;
using Pmo.Identity.Accounts.Storage;
using Pmo.Identity.Sessions;
using Pmo.Testing;

namespace Pmo.Identity.Tests;

/// <summary>A running service, two clients of people, and one person who may sign in to them.</summary>
public sealed class Portal : IAsyncLifetime
{
    internal const string ClientId = "portal";
    internal const string OtherClientId = "portal-other";
    internal const string Redirect = "https://portal.example/cb?from=pmo";
    internal const string OtherRedirect = "https://other.example/cb";
    internal const string AfterLogout = "https://portal.example/bye";
    internal const string PushedEndpoint = IdentityHost.Issuer + "/connect/par";

    /// <summary>RFC 7636, appendix B.</summary>
    internal const string Verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    internal const string Challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private readonly TempDirectory _folder = new();
    private readonly TestKey _key = TestKey.Ec();

    internal IdentityHost Host { get; private set; } = null!;

    /// <summary>Of <see cref="OtherClientId"/>.</summary>
    internal TestKey OtherKey { get; } = TestKey.Ec();

    /// <summary>What tokens are bound to.</summary>
    internal TestKey Dpop { get; } = TestKey.Ec();

    internal Person Person { get; } = Person.Create("sari", "Sari Dewi", "dinsos-lampung", ["dinas"]);

    internal SignIns SignIns => Host.App.Services.GetRequiredService<SignIns>();

    internal Gatekeeper Gateway => new(Host, _folder);

    internal string DataFolder => _folder.Path;

    public async ValueTask InitializeAsync()
    {
        Host = await IdentityHost.StartAsync(_folder, _key, clients: new JsonObject
        {
            ["clients"] = new JsonArray(
                ClientJson(ClientId, _key, [Redirect, "https://portal.example/second"], [AfterLogout], ["authorization_code", "refresh_token", "client_credentials"]),
                ClientJson(OtherClientId, OtherKey, [OtherRedirect], [], ["authorization_code", "refresh_token"]),
                ClientJson("portal-once", OtherKey, [OtherRedirect], [], ["authorization_code"]),
                JsonNode.Parse(IdentityHost.ClientsJson(OtherKey.PublicJwk()))!["clients"]![0]!.DeepClone()),
        }.ToJsonString());
        (await Host.App.Services.GetRequiredService<PersonStore>().AddAsync(Person, TestContext.Current.CancellationToken)).ShouldBeTrue();
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        _key.Dispose();
        OtherKey.Dispose();
        Dpop.Dispose();
        _folder.Dispose();
    }

    /// <summary>A browser in which nobody has signed in.</summary>
    internal Browser NewBrowser() => new(Host);

    /// <summary>A browser in which the person, or another, has just signed in.</summary>
    internal async Task<(Browser Browser, Session Session)> SignedInBrowserAsync(Person? person = null)
    {
        var browser = NewBrowser();
        return (browser, await SignInAsync(browser, person));
    }

    /// <summary>What the sign-in page does once both factors are right.</summary>
    internal async Task<Session> SignInAsync(Browser browser, Person? person = null)
    {
        var (session, cookie) = await SignIns.BeginAsync((person ?? Person).Id, ["pwd", "otp", "mfa"], null, TestContext.Current.CancellationToken);
        browser.SetCookie(cookie);
        return session;
    }

    internal TestJws Assertion(string clientId = ClientId, TestKey? key = null) =>
        TestJws.Assertion(key ?? (clientId == ClientId ? _key : OtherKey), Host.Clock, clientId, IdentityHost.Issuer);

    internal string Proof(string target = IdentityHost.Endpoint, TestKey? key = null) =>
        TestJws.Proof(key ?? Dpop, Host.Clock, "POST", target, nonce: Host.Nonce).Sign();

    /// <summary>A right authorization request, with changes: null leaves a parameter out.</summary>
    internal Dictionary<string, string> Request(params (string Name, string? Value)[] changes) => Form(
        [("response_type", "code"), ("redirect_uri", Redirect), ("code_challenge", Challenge), ("code_challenge_method", "S256"), ("scope", "openid pmo"),
            ("state", "state-1"), ("nonce", "nonce-1"), .. changes]);

    internal Dictionary<string, string> Form(params (string Name, string? Value)[] parameters)
    {
        var clientId = parameters.LastOrDefault(p => p.Name == "client_id").Value ?? ClientId;
        return Host.Form(Assertion(clientId).Sign(), [("grant_type", null), ("client_id", clientId), .. parameters]);
    }

    internal Task<TokenAnswer> PushAsync(Dictionary<string, string> form, params string[] proofs) =>
        Host.PostAsync("/connect/par", new FormUrlEncodedContent(form), proofs);

    /// <summary>Where the client sends the browser.</summary>
    internal async Task<string> PushedAsync(params (string Name, string? Value)[] changes)
    {
        var answer = await PushAsync(Request(changes));
        answer.Status.ShouldBe(201, answer.Body.GetRawText());
        var clientId = changes.LastOrDefault(c => c.Name == "client_id").Value ?? ClientId;
        return $"/connect/authorize?client_id={clientId}&request_uri={Uri.EscapeDataString(answer.Body.GetProperty("request_uri").GetString()!)}";
    }

    /// <summary>A code for the person, by a browser of their own.</summary>
    internal async Task<string> CodeAsync(params (string Name, string? Value)[] changes) => (await SignInForCodeAsync(changes)).Code;

    internal async Task<(string Code, Session Session)> SignInForCodeAsync(params (string Name, string? Value)[] changes)
    {
        var (browser, session) = await SignedInBrowserAsync();
        using (browser)
        {
            var answer = await browser.GetAsync(await PushedAsync(changes));
            return (answer.Query["code"], session);
        }
    }

    /// <summary>Redeems a code, with changes to the right form.</summary>
    internal Task<TokenAnswer> RedeemAsync(string code, params (string Name, string? Value)[] changes) => RedeemAsync(code, Dpop, changes);

    internal Task<TokenAnswer> RedeemAsync(string code, TestKey dpop, params (string Name, string? Value)[] changes) => Host.AskAsync(
        Form([("grant_type", "authorization_code"), ("code", code), ("redirect_uri", Redirect), ("code_verifier", Verifier), .. changes]),
        Proof(key: dpop));

    internal Task<TokenAnswer> RefreshAsync(string token, params (string Name, string? Value)[] changes) => RefreshAsync(token, Dpop, changes);

    internal Task<TokenAnswer> RefreshAsync(string token, TestKey dpop, params (string Name, string? Value)[] changes) =>
        Host.AskAsync(Form([("grant_type", "refresh_token"), ("refresh_token", token), .. changes]), Proof(key: dpop));

    internal static string ChallengeOf(string verifier) => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));

    private static JsonObject ClientJson(string id, TestKey key, string[] redirects, string[] logouts, string[] grants) => new()
    {
        ["clientId"] = id,
        ["org"] = "operator-pmo",
        ["roles"] = new JsonArray("portal"),
        ["jwk"] = key.PublicJwk(),
        ["grants"] = new JsonArray([.. grants.Select(g => JsonValue.Create(g))]),
        ["redirectUris"] = new JsonArray([.. redirects.Select(g => JsonValue.Create(g))]),
        ["postLogoutRedirectUris"] = new JsonArray([.. logouts.Select(g => JsonValue.Create(g))]),
    };
}
