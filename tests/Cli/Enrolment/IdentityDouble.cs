using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;
using Pmo.Protocol.Keys;

namespace Pmo.Cli.Tests.Enrolment;

/// <summary>Answers enrolments as a test tells it to, and keeps what it was sent. What Identity itself makes of them is tested there and in EndToEnd.</summary>
internal sealed class IdentityDouble : IAsyncDisposable
{
    private readonly WebApplication _app;

    private IdentityDouble(WebApplication app) => _app = app;

    public List<JsonNode> Received { get; } = [];

    /// <summary>Statuses of the next answers; then 200.</summary>
    public Queue<int> Refusals { get; } = [];

    public string Origin => _app.Urls.First();

    public static async Task<IdentityDouble> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var identity = new IdentityDouble(builder.Build());
        identity._app.Map("/connect/{**rest}", identity.AnswerAsync);
        await identity._app.StartAsync();
        return identity;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var body = (await JsonNode.ParseAsync(context.Request.Body))!;
        Received.Add(body);
        if (Refusals.TryDequeue(out var status))
        {
            context.Response.StatusCode = status;
            await context.Response.WriteAsJsonAsync(
                new { type = "urn:pmo:problem:x", title = "x", status, code = "enrolment_refused", detail = "x" }, options: null, "application/problem+json");
            return;
        }

        var jwk = body["jwk"] ?? JsonNode.Parse(Base64UrlEncoder.Decode(body["statement"]!.GetValue<string>().Split('.')[1]))!["jwk"]!;
        var fingerprint = KeyFingerprint.Of(new JsonWebKey(jwk.ToJsonString())).ToString();
        await context.Response.WriteAsJsonAsync(new { org = "csr-baru", clientId = "csr-baru", state = "waiting", fingerprint });
    }
}
