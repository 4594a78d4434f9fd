using Pmo.Hosting.Problems;
using Pmo.Identity.Authorize.Storage;
using Pmo.Identity.RateLimits;

namespace Pmo.Identity.Authorize;

/// <summary>The authorization endpoint (RFC 6749, 3.1), for browsers.</summary>
internal static class AuthorizeSetup
{
    public static void AddAuthorize(this IServiceCollection services) => services
        .AddErrorCodes(AuthorizeErrors.All)
        .AddSingleton<BrowserCookie>().AddSingleton<PendingAuthorizationStore>().AddSingleton<Approvals>().AddSingleton<AuthorizeEndpoint>();

    public static void MapAuthorize(this WebApplication app) =>
        app.MapGet("/connect/authorize", (HttpContext context, AuthorizeEndpoint endpoint) => endpoint.GetAsync(context)).LimitRate(RatePolicies.Browser);
}
