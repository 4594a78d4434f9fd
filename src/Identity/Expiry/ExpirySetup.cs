using Pmo.Identity.Expiry.Storage;

namespace Pmo.Identity.Expiry;

internal static class ExpirySetup
{
    /// <summary>Registers the removal of what has ended.</summary>
    public static void AddExpiry(this IServiceCollection services) => services.AddSingleton<ExpiredRows>().AddHostedService<Cleaner>();
}
