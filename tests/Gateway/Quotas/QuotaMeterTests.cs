using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Pmo.AuditLog;
using Pmo.Gateway.Sessions;
using Pmo.Gateway.Sessions.Storage;
using Pmo.Protocol.Wire;

namespace Pmo.Gateway.Tests.Quotas;

/// <summary>Persons are counted exactly, given back only when nothing was learned, and anew each month of WIB.</summary>
public sealed class QuotaMeterTests(Stack stack) : IClassFixture<Stack>
{
    [Fact]
    public async Task Fifty_at_once_take_exactly_what_there_is()
    {
        var partner = stack.NewPartner();
        await partner.TokenAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => partner.SendAsync(ListRun.Open(partner, 7))));

        answers.CountBy(a => (a.Status, a.Code)).OrderBy(c => c.Key.Status).ShouldBe(
            [new((201, null), 14), new((429, "quota_exhausted"), 36)]);
        stack.Database.Used(partner.Agreement).ShouldBe(98);
        (await partner.SendAsync(ListRun.Open(partner, 2))).ShouldBe(201);
        (await partner.SendAsync(ListRun.Open(partner, 1))).ShouldBeRefused(429, "quota_exhausted");
    }

    [Fact]
    public async Task Two_replicas_together_give_exactly_what_there_is_and_write_one_log()
    {
        var replica = await stack.AddReplicaAsync();
        var partner = stack.NewPartner();
        await partner.TokenAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(i =>
            partner.SendAsync(ListRun.Open(partner, 7) with { Origin = i % 2 == 0 ? null : replica })));

        answers.CountBy(a => (a.Status, a.Code)).OrderBy(c => c.Key.Status).ShouldBe(
            [new((201, null), 14), new((429, "quota_exhausted"), 36)]);
        stack.Database.Used(partner.Agreement).ShouldBe(98);
        stack.Database.Sessions(partner.Organisation).ShouldBe(14);

        // Each answer's receipt is an entry, and the log that both appended to verifies.
        stack.Database.Entries(partner.Organisation).Select(e => e.GetProperty("id").GetString()).ShouldBeSubsetOf(stack.Database.Ids());
        answers.Select(a => a.Header("Pmo-Audit")!).ShouldBeSubsetOf(stack.Database.Ids());
        (await stack.Gateway.GetRequiredService<MerkleLog>().VerifyAsync(60, TestContext.Current.CancellationToken)).Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Answer_tells_what_is_left_and_when_it_starts_anew()
    {
        var partner = stack.NewPartner();

        var opened = await partner.SendAsync(ListRun.Open(partner, 40));
        (await partner.SendAsync(ListRun.Open(partner, 50))).ShouldBe(201);
        var refused = await partner.SendAsync(ListRun.Open(partner, 11));

        var left = UntilReset().ToString(CultureInfo.InvariantCulture);
        opened.Header("RateLimit").ShouldBe($"\"{partner.Agreement}/check/1/month\";r=60;t={left}");
        var today = stack.Clock.GetUtcNow().AddHours(7);
        var month = DateTime.DaysInMonth(today.Year, today.Month) * 86400;
        opened.Header("RateLimit-Policy").ShouldBe(string.Create(CultureInfo.InvariantCulture, $"\"{partner.Agreement}/check/1/month\";q=100;w={month}"));
        int.Parse(refused.Header("Retry-After")!, CultureInfo.InvariantCulture).ShouldBeInRange((int)UntilReset(), (int)UntilReset() + 1);
    }

    [Fact]
    public async Task Month_begins_at_midnight_in_Lampung()
    {
        var partner = stack.NewPartner();
        stack.Clock.Advance(new DateTimeOffset(2026, 3, 31, 16, 59, 0, TimeSpan.Zero) - stack.Clock.GetUtcNow());
        (await partner.SendAsync(ListRun.Open(partner, 50))).ShouldBe(201);
        (await partner.SendAsync(ListRun.Open(partner, 50))).ShouldBe(201);
        (await partner.SendAsync(ListRun.Open(partner, 1))).ShouldBeRefused(429, "quota_exhausted");

        stack.Clock.Advance(TimeSpan.FromMinutes(1));

        (await partner.SendAsync(ListRun.Open(partner, 1))).ShouldBe(201);
    }

    [Fact]
    public async Task Opening_that_Matching_refuses_is_not_charged()
    {
        var owner = stack.Caller("baznas");

        // The Gateway lets it through: it is Matching that wants to know the dataset.
        var answer = await owner.SendAsync(ListRun.OpenUpload(owner, "infak", 1));
        answer.Status.ShouldBeInRange(400, 499);

        await using var refusing = await Observer.StartAsync(context =>
        {
            context.Response.StatusCode = 409;
            return Task.CompletedTask;
        });
        var partner = stack.NewPartner();
        stack.ReplaceMatching(refusing.Address);
        try
        {
            (await partner.SendAsync(ListRun.Open(partner, 5, "key"))).ShouldBe(409);
        }
        finally
        {
            stack.Restore();
        }

        stack.Database.Used(partner.Agreement).ShouldBe(0);
        (await partner.SendAsync(ListRun.Open(partner, 5, "key"))).ShouldBe(201);
        stack.Database.Used(partner.Agreement).ShouldBe(5);
    }

    [Fact]
    public async Task Check_that_ends_unused_is_given_back_once()
    {
        var partner = stack.NewPartner();
        await ListRun.OpenAsync(partner, 30);

        await EndAllAsync();
        stack.Database.Used(partner.Agreement).ShouldBe(0);
        var second = await ListRun.OpenAsync(partner, 20);
        await EndAllAsync(TimeSpan.Zero);

        stack.Database.Used(partner.Agreement).ShouldBe(20);
        second.Length.ShouldBe(22);
    }

    [Fact]
    public async Task Check_with_an_evaluation_is_never_given_back_however_that_ended()
    {
        var (used, refused) = (stack.NewPartner(), stack.NewPartner());
        var check = await ListRun.OpenAsync(used, 2);
        (await used.SendAsync(ListRun.Evaluate(check, new Part(1, 2).Blinded))).ShouldBe(200);
        var spoiled = await ListRun.OpenAsync(refused, 2);
        (await refused.SendAsync(ListRun.Evaluate(spoiled, new byte[96]))).ShouldBe(422);

        await EndAllAsync();

        (stack.Database.Used(used.Agreement), stack.Database.Used(refused.Agreement)).ShouldBe((2, 2));
    }

    [Fact]
    public async Task Evaluation_loses_against_a_refund_in_the_same_moment()
    {
        var partner = stack.NewPartner();
        var check = await ListRun.OpenAsync(partner, 2);

        await EndAllAsync();

        stack.Database.Used(partner.Agreement).ShouldBe(0);
        (await stack.Gateway.GetRequiredService<SessionTable>().MarkUsedAsync(check, TestContext.Current.CancellationToken)).ShouldBeFalse();
    }

    [Fact]
    public async Task Refused_retry_of_an_opening_does_not_give_a_used_check_back()
    {
        var partner = stack.NewPartner();
        var first = (await partner.SendAsync(ListRun.Open(partner, 2, "key"))).ShouldBe(201);
        (await partner.SendAsync(ListRun.Evaluate(first.Read<Protocol.Api.CheckOpened>().CheckId, new Part(1, 2).Blinded))).ShouldBe(200);
        await using var refusing = await Observer.StartAsync(context =>
        {
            context.Response.StatusCode = 409;
            return Task.CompletedTask;
        });
        stack.ReplaceMatching(refusing.Address);
        try
        {
            (await partner.SendAsync(ListRun.Open(partner, 2, "key"))).ShouldBe(409);
        }
        finally
        {
            stack.Restore();
        }

        (await partner.SendAsync(ListRun.Open(partner, 2, "key"))).ShouldBe(201).Body.ShouldBe(first.Body);
        stack.Database.Used(partner.Agreement).ShouldBe(2);
    }

    [Fact]
    public async Task Partner_cannot_check_for_free_with_the_tokens_of_an_earlier_check()
    {
        var partner = stack.NewPartner();
        var earlier = await ListRun.OpenAsync(partner, 2);
        var tokens = await ListRun.TokensAsync(partner, earlier, 1, 2);
        var free = await ListRun.OpenAsync(partner, 2);
        (await partner.SendAsync(ListRun.Put(free, tokens, (await partner.StatementAsync()).KeyId))).ShouldBe(200);
        (await partner.SendAsync(ListRun.Commit(free))).ShouldBe(200);

        await EndAllAsync();

        stack.Database.Used(partner.Agreement).ShouldBe(4);
    }

    private long UntilReset() => (long)(new DateTimeOffset(2026, stack.Clock.GetUtcNow().AddHours(7).Month, 1, 0, 0, 0, TimeSpan.FromHours(7)).AddMonths(1)
        - stack.Clock.GetUtcNow()).TotalSeconds;

    private async Task EndAllAsync(TimeSpan? after = null)
    {
        stack.Clock.Advance(after ?? TimeSpan.FromHours(24));
        await stack.Gateway.GetRequiredService<SessionRefunder>().SweepAsync(TestContext.Current.CancellationToken);
    }
}
