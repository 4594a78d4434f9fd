using Pmo.Hosting.Problems;

namespace Pmo.Identity.RateLimits;

internal static class RateLimitSetup
{
    /// <exception cref="Pmo.Hosting.Startup.StartupException"><c>setting_invalid</c>.</exception>
    public static void AddRateLimits(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(RateLimitOptions.Read(builder.Configuration)).AddSingleton<RateLimiter>();
        builder.Services.AddErrorCodes([RateErrors.TooManyRequests]);
    }

    /// <summary>Before the endpoints, after routing.</summary>
    public static void UseRateLimits(this WebApplication app) => app.UseMiddleware<RateLimitMiddleware>();

    /// <summary>Limits an endpoint, or all of a group, per address.</summary>
    public static T LimitRate<T>(this T endpoint, RatePolicy policy) where T : IEndpointConventionBuilder => endpoint.WithMetadata(policy);
}
