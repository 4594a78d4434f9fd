using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Pmo.Hosting.Storage;

namespace Pmo.Gateway.Tests.Alarms.Sketches;

/// <summary>What a real Gateway keeps of the parts that pass through it.</summary>
public sealed class PartSketcherTests(Stack stack) : IClassFixture<Stack>
{
    [Fact]
    public async Task Eight_bytes_for_each_person_without_the_canary_also_when_a_part_comes_again()
    {
        var partner = stack.NewPartner();
        var check = await ListRun.OpenAsync(partner, 3);
        var tokens = await ListRun.TokensAsync(partner, check, 1, 2, 3);
        var part = ListRun.Put(check, tokens, (await partner.StatementAsync()).KeyId);

        (await partner.SendAsync(part)).ShouldBe(200);
        (await partner.SendAsync(part)).ShouldBe(200);

        (await SizesAsync(check)).ShouldBe([24]);
    }

    [Fact]
    public async Task Nothing_is_kept_of_a_part_that_was_refused()
    {
        var partner = stack.NewPartner();
        var check = await ListRun.OpenAsync(partner, 1);

        (await partner.SendAsync(ListRun.Put(check, new byte[64], (await partner.StatementAsync()).KeyId))).Status.ShouldBe(422);

        (await SizesAsync(check)).ShouldBeEmpty();
    }

    private Task<List<long>> SizesAsync(string check) => stack.Gateway.GetRequiredService<Database>().ReadAsync(
        async c => (await c.QueryAsync<long>("SELECT length(sketch) FROM alarm_parts WHERE session = @check", new { check })).AsList(),
        TestContext.Current.CancellationToken);
}
