using System.Net.Http.Json;
using System.Text.Json;
using Pmo.Protocol.Keys;
using Pmo.Testing;

namespace Pmo.Gateway.Tests;

/// <summary>A partner's program: gets its tokens from Identity through the Gateway, and calls the API with right proofs, digests and headers.</summary>
internal sealed class ApiCaller(Stack stack, string organisation, TestKey key)
{
    private string? _token;
    private DateTimeOffset _renewAt;

    public string Organisation { get; } = organisation;

    /// <summary>Its agreement, for partners and owners that have one.</summary>
    public string Agreement { get; } = organisation + "-pks";

    public TestKey Key { get; } = key;

    public Stack Stack { get; } = stack;

    public async Task<string> TokenAsync()
    {
        if (_token is null || _renewAt <= Stack.Clock.GetUtcNow())
        {
            using var answer = await AskTokenAsync();
            answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
            _token = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
            _renewAt = Stack.Clock.GetUtcNow().AddMinutes(4);
        }

        return _token;
    }

    /// <summary>Asks for a token, the Gateway or, if given, an Identity directly; assertion, proof and form may be spoiled. A form value of null leaves a parameter out.</summary>
    public async Task<HttpResponseMessage> AskTokenAsync(
        Action<TestJws>? assertion = null, Action<TestJws>? proof = null, bool isProven = true, Uri? at = null,
        params (string Name, string? Value)[] changes)
    {
        var signed = TestJws.Assertion(Key, Stack.Clock, Organisation, Stack.Origin.GetLeftPart(UriPartial.Authority));
        assertion?.Invoke(signed);
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            ["client_assertion"] = signed.Sign(),
        };
        foreach (var (name, value) in changes)
        {
            form.Remove(name);
            if (value is not null)
            {
                form[name] = value;
            }
        }

        var address = new Uri(Stack.Origin, "/connect/token");
        using var request = new HttpRequestMessage(HttpMethod.Post, at is null ? address : new Uri(at, "/connect/token")) { Content = new FormUrlEncodedContent(form) };
        if (isProven)
        {
            var proven = TestJws.Proof(Key, Stack.Clock, "POST", address.ToString(), nonce: Stack.IdentityNonce);
            proof?.Invoke(proven);
            request.Headers.Add("DPoP", proven.Sign());
        }

        return await Stack.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public TestJws Proof(ApiRequest request, string token) =>
        TestJws.Proof(Key, Stack.Clock, request.Method, new Uri(request.Origin ?? Stack.Origin, request.Path).GetLeftPart(UriPartial.Path), token, Stack.Nonce);

    /// <param name="request">What to send.</param>
    /// <param name="at">A Gateway to send it to that partners see under the same origin; by default that origin.</param>
    public async Task<ApiAnswer> SendAsync(ApiRequest request, Uri? at = null)
    {
        var token = request.Token ?? await TokenAsync();
        var proof = Proof(request, token);
        using var message = request.ToMessage(at ?? request.Origin ?? Stack.Origin, token, request.Proofs ?? [(request.Spoil?.Invoke(proof) ?? proof).Sign()]);
        using var response = await Stack.Http.SendAsync(message, TestContext.Current.CancellationToken);
        return await ReadAsync(response);
    }

    public static async Task<ApiAnswer> ReadAsync(HttpResponseMessage response) => new(
        (int)response.StatusCode,
        await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken),
        response.Headers.Concat(response.Content.Headers).ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase));

    public Task<ApiAnswer> CatalogAsync() => SendAsync(ApiRequest.Get("/v1/catalog"));

    public async Task<KeyStatement> StatementAsync(string kind = "nik")
    {
        var statements = (await SendAsync(ApiRequest.Get("/v1/pseudonyms/keys"))).ShouldBe(200).Read<Protocol.Api.Statements>();
        return statements.Keys.Select(jws => KeyStatement.Read(jws, Stack.StatementKey).ShouldNotBeNull()).Single(s => s.Domain == kind);
    }
}
