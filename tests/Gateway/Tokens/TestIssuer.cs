using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Pmo.Testing;

namespace Pmo.Gateway.Tests.Tokens;

/// <summary>An issuer in Identity's place that publishes the keys that a test says, and signs with any.</summary>
internal sealed class TestIssuer : IAsyncDisposable
{
    private readonly Stack _stack;
    private readonly ConcurrentDictionary<string, TestKey> _published = new(StringComparer.Ordinal);
    private Observer _server = null!;
    private int _fetches;

    private TestIssuer(Stack stack) => _stack = stack;

    /// <summary>How often the keys were fetched.</summary>
    public int Fetches => _fetches;

    public bool IsDown { get; set; }

    public string CacheControl { get; set; } = "public, max-age=60";

    /// <summary>What the metadata says the issuer is; by default the right one.</summary>
    public string? Name { get; set; }

    public static async Task<TestIssuer> StartAsync(Stack stack)
    {
        var issuer = new TestIssuer(stack);
        issuer._server = await Observer.StartAsync(issuer.AnswerAsync);
        stack.ReplaceIdentity(issuer._server.Address);
        return issuer;
    }

    public TestKey Publish(string kid) => _published.GetOrAdd(kid, _ => TestKey.Ec());

    public void Withdraw(string kid) => _published.TryRemove(kid, out _);

    /// <summary>A right token of a partner's.</summary>
    public string Token(ApiCaller partner, TestKey key, string? kid, int seconds = 300)
    {
        var header = new JsonObject { ["typ"] = "at+jwt", ["alg"] = "ES256" };
        if (kid is not null)
        {
            header["kid"] = kid;
        }

        return new TestJws(key, header, new JsonObject
        {
            ["iss"] = _stack.Origin.GetLeftPart(UriPartial.Authority), ["aud"] = "urn:pmo:api", ["sub"] = partner.Organisation,
            ["client_id"] = partner.Organisation, ["org"] = partner.Organisation, ["jti"] = TestJws.NewId(),
            ["exp"] = _stack.Clock.Seconds + seconds, ["iat"] = _stack.Clock.Seconds,
            ["cnf"] = new JsonObject { ["jkt"] = partner.Key.Thumbprint },
        }).Sign();
    }

    public async ValueTask DisposeAsync()
    {
        _stack.Restore();
        await _server.DisposeAsync();
        foreach (var key in _published.Values)
        {
            key.Dispose();
        }
    }

    private async Task AnswerAsync(HttpContext context)
    {
        if (IsDown)
        {
            context.Response.StatusCode = 503;
            return;
        }

        var issuer = _stack.Origin.GetLeftPart(UriPartial.Authority);
        if (context.Request.Path == "/.well-known/openid-configuration")
        {
            await context.Response.WriteAsync(new JsonObject { ["issuer"] = Name ?? issuer, ["jwks_uri"] = issuer + "/keys" }.ToJsonString());
            return;
        }

        // The account feed asks here too.
        if (context.Request.Path != "/keys")
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        Interlocked.Increment(ref _fetches);
        context.Response.Headers.CacheControl = CacheControl;
        var keys = _published.Select(k =>
        {
            var jwk = k.Value.PublicJwk();
            jwk["kid"] = k.Key;
            return (JsonNode)jwk;
        });
        await context.Response.WriteAsync(new JsonObject { ["keys"] = new JsonArray([.. keys]) }.ToJsonString());
    }
}
