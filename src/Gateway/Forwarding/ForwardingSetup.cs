using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Transforms;

namespace Pmo.Gateway.Forwarding;

internal static class ForwardingSetup
{
    public static void AddForwarding(this IServiceCollection services)
    {
        services.AddSingleton<OutcomeWriter>().AddSingleton<OutcomeTransform>().AddSingleton<IProxyConfigProvider, ServiceRoutes>();
        services.AddReverseProxy().AddTransforms(builder =>
        {
            var outcome = builder.Services.GetRequiredService<OutcomeTransform>();
            builder.AddResponseTransform(outcome.ApplyAsync);
        });
    }
}
