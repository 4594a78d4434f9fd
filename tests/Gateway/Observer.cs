using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Pmo.Gateway.Tests;

/// <summary>A server in a service's place that sees what reaches it, and answers as a test says.</summary>
internal sealed class Observer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Observer(WebApplication app) => _app = app;

    public ConcurrentQueue<Dictionary<string, string>> Seen { get; } = new();

    public Uri Address => new(_app.Urls.First());

    public static async Task<Observer> StartAsync(Func<HttpContext, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var observer = new Observer(builder.Build());
        observer._app.Run(async context =>
        {
            observer.Seen.Enqueue(context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase));
            await answer(context);
        });
        await observer._app.StartAsync(TestContext.Current.CancellationToken);
        return observer;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
