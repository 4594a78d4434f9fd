using Pmo.Gateway.Accounts.Storage;
using Pmo.Gateway.Feeds;

namespace Pmo.Gateway.Accounts;

internal static class AccountSetup
{
    /// <summary>Registers the feed of what happens to accounts, and what is refused because of it.</summary>
    public static void AddAccountFeed(this IServiceCollection services)
    {
        services.AddSingleton<FeedReader>().AddSingleton<RevocationTable>().AddSingleton<RevokedSet>().AddSingleton<AccountFeed>();
        services.AddHostedService<FeedPoller<AccountFeed>>();
        services.AddHealthChecks().AddCheck<FeedHealth>("accounts");
    }
}
