using System.Net.Http.Json;
using System.Text.Json;
using Pmo.Hosting.Decisions;
using Pmo.Protocol.Api;
using Pmo.Protocol.Wire;
using Pmo.Testing;

namespace Pmo.Identity.Tests;

/// <summary>The Gateway's side: calls Identity under decisions that it signs.</summary>
internal sealed class Gatekeeper(IdentityHost host, TempDirectory folder)
{
    private readonly DecisionSigner _signer = new(DecisionKey.Read(IdentityHost.DecisionKeyFile(folder), "test"));

    /// <summary>A call of an operator.</summary>
    /// <param name="user">Which operator.</param>
    /// <param name="method">HTTP method.</param>
    /// <param name="target">Path and query.</param>
    /// <param name="body">JSON, or none.</param>
    /// <param name="change">Spoils the decision.</param>
    /// <param name="signer">Signs instead.</param>
    public async Task<Answered> CallAsync(
        string user, string method, string target, object? body = null, Func<Decision, Decision>? change = null, DecisionSigner? signer = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), target);
        string? digest = null;
        if (body is not null)
        {
            var bytes = JsonSerializer.SerializeToUtf8Bytes(body, ApiJson.Options);
            digest = ContentDigest.Of(bytes).ToString();
            request.Content = new ByteArrayContent(bytes);
            request.Content.Headers.ContentType = new("application/json");
            request.Headers.Add(PmoHeaders.ContentDigest, digest);
        }

        var now = host.Clock.Seconds;
        var decision = new Decision
        {
            Iss = Decision.Issuer, Aud = "identity", Jti = TestJws.NewId(), Iat = now, Exp = now + 30, Partner = "pmo", User = user,
            Operation = target.Split('/', '?')[2],
            Method = method, Target = target, Digest = digest, Audit = Guid.CreateVersion7().ToString("D"),
        };
        request.Headers.Add(PmoHeaders.Decision, (signer ?? _signer).Sign(change?.Invoke(decision) ?? decision));
        request.Headers.AcceptLanguage.ParseAdd("en");
        using var response = await host.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return await Answered.ReadAsync(response);
    }

    /// <summary>All that happened to clients and people, oldest first.</summary>
    public async Task<IReadOnlyList<AccountEventItem>> EventsAsync() =>
        [.. (await CallAsync("pmo-gateway", "GET", "/v1/account-events?after=0")).Read<AccountEventList>().Events
            .Where(e => !e.Action.StartsWith("signing-key-", StringComparison.Ordinal))];

    /// <summary>A call that anybody can make.</summary>
    public async Task<Answered> PostAsync(string path, object body)
    {
        using var content = JsonContent.Create(body, options: ApiJson.Options);
        await content.LoadIntoBufferAsync();
        using var response = await host.Http.PostAsync(path, content, TestContext.Current.CancellationToken);
        return await Answered.ReadAsync(response);
    }
}

/// <summary>What Identity answered.</summary>
internal sealed record Answered(int Status, string Text, string? Seal)
{
    public string? Code => Status >= 400 ? JsonDocument.Parse(Text).RootElement.GetProperty("code").GetString() : null;

    public T Read<T>() => JsonSerializer.Deserialize<T>(Text, ApiJson.Options)!;

    public Answered ShouldBe(int status, string? code = null)
    {
        (Status, Code).ShouldBe((status, code), Text);
        return this;
    }

    public static async Task<Answered> ReadAsync(HttpResponseMessage response) => new(
        (int)response.StatusCode,
        await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
        response.Headers.TryGetValues(PmoHeaders.Seal, out var seal) ? seal.Single() : null);
}
