using System.Net.Http.Json;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Pmo.Hosting.Decisions;
using Pmo.Hosting.Startup;
using Pmo.Protocol.Api;
using Pmo.Protocol.Wire;
using Pmo.Testing;

namespace Pmo.Hosting.Tests.Decisions;

public sealed class DecisionMiddlewareTests : IAsyncLifetime
{
    private TestService _service = null!;
    private int _acted;

    public async ValueTask InitializeAsync() => _service = await TestService.StartAsync(app =>
    {
        app.MapPost("/v1/echo", (AcceptedRequest request) =>
        {
            Interlocked.Increment(ref _acted);
            return $"{request.Decision.Partner}:{Encoding.UTF8.GetString(request.Body.Span)}";
        });
        app.MapGet("/open", () => "open");
    });

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task A_decided_request_is_acted_on_and_carries_its_audit_entry()
    {
        using var response = await SendAsync("/v1/echo?a=%20b", "body");
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe("csr-nusantara:body");
        response.Headers.GetValues(PmoHeaders.Audit).ShouldBe(["42"]);
    }

    // Of a length that is told, and of one that is not and fills no array.
    [Theory]
    [InlineData(100_000, false)]
    [InlineData(100_000, true)]
    public async Task A_body_of_many_reads(int length, bool isChunked)
    {
        var body = string.Concat(Enumerable.Range(0, length).Select(i => (char)('a' + (i % 23))));
        using var response = await SendAsync("/v1/echo", body, isChunked: isChunked);
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe("csr-nusantara:" + body);
    }

    [Fact]
    public async Task Without_a_body() => ((int)(await SendAsync("/v1/echo", "")).StatusCode).ShouldBe(200);

    [Fact]
    public async Task What_is_not_under_v1_needs_no_decision() =>
        (await _service.Http.GetStringAsync("/open", TestContext.Current.CancellationToken)).ShouldBe("open");

    [Theory]
    [InlineData("/v1/echo")]
    [InlineData("/V1/echo")]
    [InlineData("/v1/none")]
    public async Task No_decision(string path) => await RefusedAsync(await SendAsync(path, "body", decisions: 0), 401, "decision_required");

    [Fact]
    public async Task Two_decisions() => await RefusedAsync(await SendAsync("/v1/echo", "body", decisions: 2), 401, "decision_required");

    [Fact]
    public async Task A_decision_for_another_path() =>
        await RefusedAsync(await SendAsync("/v1/echo", "body", change: d => d with { Target = "/v1/other" }), 401, "decision_required");

    [Fact]
    public async Task A_decision_without_a_digest_on_a_body() =>
        await RefusedAsync(await SendAsync("/v1/echo", "body", change: d => d with { Digest = null }), 401, "decision_required");

    [Fact]
    public async Task A_decision_for_another_body() => await RefusedAsync(
        await SendAsync("/v1/echo", "body", change: d => d with { Digest = ContentDigest.Of("else"u8).ToString() }), 401, "decision_required");

    [Fact]
    public async Task A_body_that_differs_from_its_digest() => await RefusedAsync(
        await SendAsync("/v1/echo", "body", digest: ContentDigest.Of("else"u8).ToString()), 422, "digest_mismatch");

    [Fact]
    public async Task A_body_without_a_digest() => await RefusedAsync(await SendAsync("/v1/echo", "body", digest: ""), 422, "digest_mismatch");

    [Fact]
    public async Task A_body_larger_than_8_MiB()
    {
        using var response = await SendAsync("/v1/echo", new string('x', ServiceHost.MaxBodyBytes + 1));
        await RefusedAsync(response, 413, "body_too_large");
    }

    private async Task RefusedAsync(HttpResponseMessage response, int status, string code)
    {
        ((int)response.StatusCode).ShouldBe(status);
        (await response.Content.ReadFromJsonAsync<Problem>(ApiJson.Options, TestContext.Current.CancellationToken))!.Code.ShouldBe(code);
        _acted.ShouldBe(0);
    }

    private async Task<HttpResponseMessage> SendAsync(
        string path, string body, int decisions = 1, Func<Decision, Decision>? change = null, string? digest = null, bool isChunked = false)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        digest ??= ContentDigest.Of(bytes).ToString();
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(bytes) };
        request.Headers.TransferEncodingChunked = isChunked;

        // A refusal by length closes the connection: the client must not be writing when it comes.
        request.Headers.ExpectContinue = bytes.Length > ServiceHost.MaxBodyBytes;
        if (digest.Length > 0 && bytes.Length > 0)
        {
            request.Headers.TryAddWithoutValidation(PmoHeaders.ContentDigest, digest);
        }

        var now = _service.Clock.Seconds;
        for (var i = 0; i < decisions; i++)
        {
            var decision = new Decision
            {
                Iss = Decision.Issuer,
                Aud = "matching",
                Jti = TestJws.NewId(),
                Iat = now,
                Exp = now + 60,
                Partner = "csr-nusantara",
                User = "csr-nusantara",
                Operation = "check",
                Method = "POST",
                Target = path,
                Digest = bytes.Length > 0 ? digest : null,
                Audit = "42",
            };
            request.Headers.TryAddWithoutValidation(PmoHeaders.Decision, new DecisionSigner(_service.Key).Sign(change?.Invoke(decision) ?? decision));
        }

        return await _service.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
