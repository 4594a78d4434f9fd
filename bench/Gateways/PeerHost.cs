using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pmo.Bench.Runs;
using Yarp.ReverseProxy.Configuration;

namespace Pmo.Bench.Gateways;

/// <summary>The peer: a YARP app that verifies one ES256 signature a request and forwards. Beside it, in the same process, what both sides forward to.</summary>
internal static class PeerHost
{
    public const string Name = "gateway-peer";
    [ThreadStatic]
    private static ECDsa? _key;

    private const string Free = "http://127.0.0.1:0";

    // As long as Matching's answer on one dataset.
    private static readonly byte[] Answer = Encoding.UTF8.GetBytes(
        """{"id":"province-20000","title":"Data tolok ukur","kind":"aid","owner":"dinas-bench","state":"open","unit":"person","programme":"Tolok ukur","aidType":"LAINNYA","year":2026,"asOf":"2026-01-01"}""");

    /// <param name="rest">The key of the proofs, SubjectPublicKeyInfo in Base64.</param>
    public static async Task<int> RunAsync(IReadOnlyList<string> rest)
    {
        await using var backend = Backend();
        await backend.StartAsync();
        await using var peer = Peer(new Uri(backend.Urls.Single()), Convert.FromBase64String(rest[0]));
        await peer.StartAsync();
        await Console.Out.WriteLineAsync($"{ServiceProcess.Ready}{peer.Urls.Single()} {backend.Urls.Single()}");
        await peer.WaitForShutdownAsync();
        return ExitCodes.Ok;
    }

    private static WebApplication Backend()
    {
        var app = Bare().Build();
        app.Run(async context =>
        {
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = Answer.Length;
            await context.Response.Body.WriteAsync(Answer, context.RequestAborted);
        });
        return app;
    }

    private static WebApplication Peer(Uri backend, byte[] publicKey)
    {
        var builder = Bare();
        builder.Services.AddReverseProxy().LoadFromMemory(
            [new RouteConfig { RouteId = "all", ClusterId = "backend", Match = new RouteMatch { Path = "{**all}" } }],
            [
                new ClusterConfig
                {
                    ClusterId = "backend",
                    Destinations = new Dictionary<string, DestinationConfig>(StringComparer.Ordinal) { ["one"] = new() { Address = backend.ToString() } },
                },
            ]);
        var app = builder.Build();
        app.Use((context, next) =>
        {
            if (IsSigned(context.Request.Headers["DPoP"].ToString(), publicKey))
            {
                return next(context);
            }

            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        });
        app.MapReverseProxy();
        return app;
    }

    private static WebApplicationBuilder Bare()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(Free);
        return builder;
    }

    private static bool IsSigned(string jws, byte[] publicKey)
    {
        var end = jws.LastIndexOf('.');
        return end > 0
            && Key(publicKey).VerifyData(Encoding.ASCII.GetBytes(jws[..end]), Base64Url.DecodeFromChars(jws.AsSpan(end + 1)), HashAlgorithmName.SHA256);
    }

    // One thread at a time may use the platform's; imported once for each.
    private static ECDsa Key(byte[] publicKey)
    {
        if (_key is null)
        {
            _key = ECDsa.Create();
            _key.ImportSubjectPublicKeyInfo(publicKey, out _);
        }

        return _key;
    }
}
