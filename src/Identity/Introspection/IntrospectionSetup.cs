using Pmo.Identity.RateLimits;

namespace Pmo.Identity.Introspection;

/// <summary>The introspection endpoint (RFC 7662, 2).</summary>
internal static class IntrospectionSetup
{
    public const string Path = "/connect/introspect";

    public static void AddIntrospection(this IServiceCollection services) =>
        services.AddSingleton<IssuedTokens>().AddSingleton<ITokenState, SessionState>().AddSingleton<IntrospectionEndpoint>();

    public static void MapIntrospection(this WebApplication app) =>
        app.MapPost(Path, (HttpContext context, IntrospectionEndpoint endpoint) => endpoint.TellAsync(context)).LimitRate(RatePolicies.Token);
}
