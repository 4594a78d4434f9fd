namespace Pmo.Gateway.Tests.Health;

/// <summary>Live is the process, ready is all of it.</summary>
public sealed class PartsHealthTests(Stack stack) : IClassFixture<Stack>
{
    [Fact]
    public async Task Gateway_is_ready_while_every_part_is()
    {
        (await GetAsync("/health/ready")).ShouldBe(200).Json.GetProperty("checks").EnumerateObject().Select(c => c.Name)
            .ShouldBe(["database", "audit", "alarms", "agreements", "accounts", "identity", "pseudonyms", "matching"], ignoreOrder: true);
        stack.ReplaceMatching(new Uri("http://127.0.0.1:1"));
        try
        {
            var down = (await GetAsync("/health/ready")).ShouldBe(503);
            down.Json.GetProperty("checks").GetProperty("matching").GetProperty("status").GetString().ShouldBe("unhealthy");
            down.Text.ShouldNotContain("127.0.0.1");
            (await GetAsync("/health/live")).ShouldBe(200);
        }
        finally
        {
            stack.Restore();
        }

        (await GetAsync("/health/ready")).ShouldBe(200);
    }

    [Fact]
    public async Task Gateway_is_degraded_while_a_replica_is_down()
    {
        stack.ReplaceMatching(stack.MatchingAddress, new Uri("http://127.0.0.1:1"));
        try
        {
            var matching = (await GetAsync("/health/ready")).ShouldBe(200).Json.GetProperty("checks").GetProperty("matching");
            matching.GetProperty("status").GetString().ShouldBe("degraded");
            matching.GetProperty("description").GetString().ShouldBe("matching: 1 of 2 ready");
        }
        finally
        {
            stack.Restore();
        }
    }

    private async Task<ApiAnswer> GetAsync(string path)
    {
        using var response = await stack.Http.GetAsync(new Uri(stack.Origin, path), TestContext.Current.CancellationToken);
        return await ApiCaller.ReadAsync(response);
    }
}
