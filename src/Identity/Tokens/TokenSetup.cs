namespace Pmo.Identity.Tokens;

/// <summary>The token endpoint (RFC 6749, 3.2).</summary>
internal static class TokenSetup
{
    public static void AddTokens(this IServiceCollection services) =>
        services.AddSingleton<Refusals>().AddSingleton<ClientGate>().AddSingleton<ClientAuthenticator>().AddSingleton<AccessTokens>().AddSingleton<IGrant, MachineGrant>()
            .AddSingleton<TokenEndpoint>();

    public static void MapTokens(this WebApplication app) =>
        app.MapPost("/connect/token", (HttpContext context, TokenEndpoint endpoint) => endpoint.IssueAsync(context));
}
