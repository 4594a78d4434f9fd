using Pmo.Gateway.Accounts.Storage;

namespace Pmo.Gateway.Accounts;

internal static class AccountSetup
{
    /// <summary>Registers the feed of what happens to accounts, and what is refused because of it.</summary>
    public static void AddAccountFeed(this IServiceCollection services)
    {
        services.AddHttpClient(nameof(FeedReader), client => client.Timeout = TimeSpan.FromSeconds(5));
        services.AddSingleton<FeedReader>().AddSingleton<RevocationTable>().AddSingleton<RevokedSet>().AddSingleton<AccountFeed>();
        services.AddHostedService<FeedPoller>();
        services.AddHealthChecks().AddCheck<FeedHealth>("accounts");
    }
}
