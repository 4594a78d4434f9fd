using Pmo.Identity.RateLimits;

namespace Pmo.Identity.UserInfo;

internal static class UserInfoSetup
{
    private static readonly string[] Methods = ["GET", "POST"];

    public static void AddUserInfo(this IServiceCollection services) => services.AddSingleton<UserInfoEndpoint>();

    /// <summary>Both methods (OpenID Connect Core 1.0, 5.3.1); the token is taken from the header only.</summary>
    public static void MapUserInfo(this WebApplication app) =>
        app.MapMethods("/connect/userinfo", Methods, (HttpContext context, UserInfoEndpoint endpoint) => endpoint.GetAsync(context)).LimitRate(RatePolicies.Token);
}
