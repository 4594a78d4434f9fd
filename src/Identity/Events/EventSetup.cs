using Pmo.Hosting.Decisions;
using Pmo.Identity.Events.Storage;

namespace Pmo.Identity.Events;

internal static class EventSetup
{
    /// <summary>What the Gateway's own decision says when it fetches events.</summary>
    public const string Operation = "account-events";

    /// <summary>Registers the record of what happens to accounts.</summary>
    public static void AddAccountEvents(this IServiceCollection services) => services.AddSingleton<AccountEventTable>();

    /// <summary>Where the Gateway fetches it.</summary>
    public static void MapAccountEvents(this RouteGroupBuilder v1) => v1.MapSealedFeed(
        "/account-events", Operation, (services, after, cancellation) => services.GetRequiredService<AccountEventTable>().ReadAsync(after, cancellation));
}
