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

            // What a caller says of addresses does not get past the door: services behind it see the caller that this one sees.
            builder.AddXForwarded(ForwardedTransformActions.Set);
            builder.AddRequestHeaderRemove("Forwarded");
        });
    }
}
