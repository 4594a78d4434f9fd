using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Pmo.Testing;

namespace Pmo.Gateway.Tests.Openid;

/// <summary>The services by the real clock, for programs that have one of their own, with a client for people and one person beside the machines.</summary>
public sealed class OpenIdStack : Stack
{
    public const string Portal = "portal";
    public const string RedirectUri = "https://portal.pmo.example/signin-oidc";
    public const string SignedOutUri = "https://portal.pmo.example/signed-out";
    public const string Sari = "sari";

    /// <summary>Another: a code is taken once, so that nobody can sign in for two tests at once.</summary>
    public const string Budi = "budi";
    private const string Organisation = "csr-01";
    private readonly TestKey _portal = TestKey.Ec();
    private readonly TempDirectory _folder = new();
    private readonly Dictionary<string, (string Password, byte[] TotpSecret)> _people = new string[] { Sari, Budi }.ToDictionary(
        name => name, _ => (Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(18)), RandomNumberGenerator.GetBytes(20)));

    /// <inheritdoc/>
    protected override TimeProvider Time => TimeProvider.System;

    /// <inheritdoc/>
    protected override IEnumerable<string> MoreForIdentity =>
    [
        "--Identity:PeopleFile=" + _folder.Write("people.json", new JsonObject
        {
            ["people"] = new JsonArray([.. _people.Select(p => new JsonObject
            {
                ["userName"] = p.Key,
                ["displayName"] = p.Key.ToUpperInvariant(),
                ["org"] = Organisation,
                ["roles"] = new JsonArray("csr"),
                ["password"] = p.Value.Password,
                ["totpSecret"] = Base32(p.Value.TotpSecret),
            })]),
        }.ToJsonString()),
    ];

    /// <inheritdoc/>
    protected override IEnumerable<JsonObject> MoreClients =>
    [
        new JsonObject
        {
            ["clientId"] = Portal,
            ["org"] = "portal",
            ["roles"] = new JsonArray(),
            ["jwk"] = _portal.PublicJwk(),
            ["grants"] = new JsonArray("authorization_code", "refresh_token"),
            ["redirectUris"] = new JsonArray(RedirectUri),
            ["postLogoutRedirectUris"] = new JsonArray(SignedOutUri),
        },
    ];

    /// <summary>What a script has to know of a machine.</summary>
    internal JsonObject Machine()
    {
        var machine = NewPartner();
        return Client(machine.Organisation, machine.Key);
    }

    /// <summary>What a script has to know of the client for people, of the person and of their browser.</summary>
    internal JsonObject Person(string name, string chromium)
    {
        var story = Client(Portal, _portal);
        story["redirectUri"] = RedirectUri;
        story["signedOutUri"] = SignedOutUri;
        story["org"] = Organisation;
        story["userName"] = name;
        story["password"] = _people[name].Password;
        story["totpSecret"] = Base32(_people[name].TotpSecret);
        story["chromium"] = chromium;
        return story;
    }

    /// <summary>What only the person and their telephone know.</summary>
    internal IEnumerable<byte[]> PersonalSecrets() => _people.Values.SelectMany(p => (byte[][])
        [Encoding.ASCII.GetBytes(p.Password), p.TotpSecret, Encoding.ASCII.GetBytes(Base32(p.TotpSecret)), Encoding.ASCII.GetBytes(Convert.ToHexString(p.TotpSecret))]);

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _portal.Dispose();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private JsonObject Client(string id, TestKey key) =>
        new() { ["issuer"] = Origin.GetLeftPart(UriPartial.Authority), ["clientId"] = id, ["keyPem"] = key.ToPem() };

    // RFC 4648, 6; 20 bytes are 32 letters without padding.
    private static string Base32(byte[] bytes) => string.Concat(
        string.Concat(bytes.Select(b => b.ToString("B8", CultureInfo.InvariantCulture))).Chunk(5)
            .Select(five => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[Convert.ToInt32(new string(five), 2)]));
}
