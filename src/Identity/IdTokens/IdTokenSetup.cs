namespace Pmo.Identity.IdTokens;

internal static class IdTokenSetup
{
    public static void AddIdTokens(this IServiceCollection services) => services.AddSingleton<IdTokenIssuer>();
}
