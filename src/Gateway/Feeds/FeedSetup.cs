using Pmo.Gateway.Destructions;
using Pmo.Gateway.Feeds.Storage;

namespace Pmo.Gateway.Feeds;

internal static class FeedSetup
{
    /// <summary>Registers what reads feeds, and the feed of what Matching destroyed.</summary>
    public static void AddFeeds(this IServiceCollection services)
    {
        services.AddHttpClient(nameof(SealedReader), client => client.Timeout = TimeSpan.FromSeconds(5));
        services.AddSingleton<SealedReader>().AddSingleton<FeedTable>();
        services.AddSingleton<DestructionFeed>().AddHostedService<FeedPoller<DestructionFeed>>();
    }
}
