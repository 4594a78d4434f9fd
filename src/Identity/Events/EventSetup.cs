using Pmo.Identity.Events.Storage;

namespace Pmo.Identity.Events;

internal static class EventSetup
{
    /// <summary>Registers the record of what happens to accounts.</summary>
    public static void AddAccountEvents(this IServiceCollection services) => services.AddSingleton<AccountEventTable>();
}
