using Pmo.Hosting.Problems;
using Pmo.Identity.RateLimits;

namespace Pmo.Identity.Logout;

/// <summary>Signing out, begun by a client (OpenID Connect RP-Initiated Logout 1.0).</summary>
internal static class LogoutSetup
{
    public static void AddLogout(this IServiceCollection services) =>
        services.AddErrorCodes(LogoutErrors.All).AddSingleton<LogoutConfirmation>().AddSingleton<LogoutEndpoint>();

    public static void MapLogout(this WebApplication app)
    {
        app.MapGet("/connect/logout", (HttpContext context, LogoutEndpoint endpoint) => endpoint.GetAsync(context)).LimitRate(RatePolicies.Browser);
        app.MapPost("/connect/logout", (HttpContext context, LogoutEndpoint endpoint) => endpoint.PostAsync(context)).LimitRate(RatePolicies.Browser);
    }
}
