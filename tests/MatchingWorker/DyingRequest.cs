using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Pmo.Hosting.Storage;
using Pmo.Testing.Faults;

namespace Pmo.MatchingWorker;

/// <summary>
/// A request with the header <c>Die-At: POINT COUNT</c> kills the process when it passes the point for the COUNTth time. Points: <c>statement</c>, one of
/// its statements in the database; <c>acknowledge</c>, all is done and nothing of the answer has left. An answer tells in <c>Statements</c> how many it took.
/// </summary>
public sealed class DyingRequest : IStartupFilter
{
    /// <summary>The header of a request.</summary>
    public const string At = "Die-At";

    /// <summary>The header of its answer.</summary>
    public const string Statements = "Statements";

    /// <inheritdoc/>
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        var statements = new StatementWatch(app.ApplicationServices.GetRequiredService<Database>());
        app.Use((context, rest) => context.Request.Headers[At] is [{ } at] ? RunAsync(statements, at, context, rest) : rest(context));
        next(app);
    };

    private static async Task RunAsync(StatementWatch statements, string at, HttpContext context, RequestDelegate rest)
    {
        var words = at.Split(' ');
        var point = new MarkedPoint(words[0], int.Parse(words[1], System.Globalization.CultureInfo.InvariantCulture));
        context.Response.OnStarting(() =>
        {
            point.Pass("acknowledge");
            context.Response.Headers[Statements] = $"{point.Passed}";
            return Task.CompletedTask;
        });
        await statements.PrepareAsync();
        StatementWatch.Watch(point);
        await rest(context);
    }
}
