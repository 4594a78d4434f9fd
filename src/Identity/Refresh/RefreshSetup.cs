using Pmo.Identity.Refresh.Storage;
using Pmo.Identity.Revoking;
using Pmo.Identity.Tokens;

namespace Pmo.Identity.Refresh;

internal static class RefreshSetup
{
    /// <summary>Registers refresh tokens and their grant.</summary>
    public static void AddRefresh(this IServiceCollection services) => services
        .AddSingleton<RefreshTokenStore>().AddSingleton<IGrant, RefreshGrant>().AddSingleton<IRevocable, RefreshRevocation>();
}
