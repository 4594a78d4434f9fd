using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace Pmo.Gateway.Tests;

/// <summary>Sees every answer of a service, and dates it by the test's clock rather than the machine's.</summary>
internal sealed class Witness(TimeProvider clock) : IStartupFilter
{
    public ConcurrentQueue<(string Path, int Status)> Answers { get; } = new();

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(async (context, rest) =>
        {
            context.Response.OnStarting(() =>
            {
                context.Response.Headers.Date = clock.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
                Answers.Enqueue((context.Request.Path.ToString(), context.Response.StatusCode));
                return Task.CompletedTask;
            });
            await rest();
        });
        next(app);
    };
}
