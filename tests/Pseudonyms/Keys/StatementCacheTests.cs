using Microsoft.Extensions.DependencyInjection;
using Pmo.Pseudonyms.Keys;

namespace Pmo.Pseudonyms.Tests.Keys;

public sealed class StatementCacheTests
{
    [Fact]
    public async Task Is_bounded_and_gives_the_same_statements_again()
    {
        await using var host = await PseudonymsHost.StartAsync();
        var cache = host.Services.GetRequiredService<StatementCache>();
        cache.Of("first").ShouldBeSameAs(cache.Of("first"));
        for (var i = 0; i < StatementCache.MaxPartners; i++)
        {
            cache.Of($"partner-{i}");
        }

        cache.Count.ShouldBe(1);
    }
}
