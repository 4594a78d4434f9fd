using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Transforms;

namespace Pmo.Gateway.Forwarding;

internal static class ForwardingSetup
{
    public static void AddForwarding(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.Configure<DestinationOptions>(builder.Configuration.GetSection("Destinations"));
        services.AddSingleton(ForwardingOptions.Read(builder.Configuration)).AddSingleton<IPassiveHealthCheckPolicy, FailedOnce>();
        services.AddSingleton<OutcomeWriter>().AddSingleton<OutcomeTransform>().AddSingleton<IProxyConfigProvider, ServiceRoutes>();
        services.AddReverseProxy().AddTransforms(transforms =>
        {
            var outcome = transforms.Services.GetRequiredService<OutcomeTransform>();
            transforms.AddResponseTransform(outcome.ApplyAsync);

            // What a caller says of addresses does not get past the door: services behind it see the caller that this one sees.
            transforms.AddXForwarded(ForwardedTransformActions.Set);
            transforms.AddRequestHeaderRemove("Forwarded");
        });
    }

    /// <summary>The proxy: YARP's own steps without session affinity, and a second try before them.</summary>
    public static void MapForwarding(this WebApplication app) => app.MapReverseProxy(proxy =>
    {
        proxy.UseMiddleware<SecondTry>();
        proxy.UseLoadBalancing();
        proxy.UsePassiveHealthChecks();
    });
}
