using Pmo.Identity.Pushed.Storage;
using Pmo.Identity.RateLimits;

namespace Pmo.Identity.Pushed;

/// <summary>Pushed authorization requests (RFC 9126).</summary>
internal static class PushedSetup
{
    public static void AddPushed(this IServiceCollection services) => services.AddSingleton<PushedRequestStore>().AddSingleton<PushedEndpoint>();

    public static void MapPushed(this WebApplication app) =>
        app.MapPost("/connect/par", (HttpContext context, PushedEndpoint endpoint) => endpoint.PushAsync(context)).LimitRate(RatePolicies.Par);
}
