using Pmo.Protocol.Api;

namespace Pmo.Gateway.Tests.Idempotency;

/// <summary>A retry takes no effect twice.</summary>
public sealed class IdempotencyTests(Stack stack) : IClassFixture<Stack>
{
    [Fact]
    public async Task Retry_gets_the_same_check_and_is_charged_once()
    {
        var partner = stack.NewPartner();

        var first = await partner.SendAsync(ListRun.Open(partner, 5, "k"));
        var second = await partner.SendAsync(ListRun.Open(partner, 5, "k"));

        second.ShouldBe(201).Body.ShouldBe(first.ShouldBe(201).Body);
        second.Header("Pmo-Audit").ShouldBe(first.Header("Pmo-Audit"));
        stack.Database.Used(partner.Agreement).ShouldBe(5);
    }

    [Fact]
    public async Task Twenty_at_once_are_one_check()
    {
        var partner = stack.NewPartner();
        await partner.TokenAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => partner.SendAsync(ListRun.Open(partner, 5, "k"))));

        var opened = answers.Where(a => a.Status == 201).ToList();
        opened.ShouldNotBeEmpty();
        opened.Select(a => a.Read<CheckOpened>().CheckId).Distinct().ShouldHaveSingleItem();
        answers.Where(a => a.Status != 201).ShouldAllBe(a => a.Status == 409 && a.Code == "idempotency_in_progress" && a.Header("Retry-After") == "2");
        (stack.Database.Used(partner.Agreement), stack.Database.Sessions(partner.Organisation)).ShouldBe((5, 1));
    }

    [Fact]
    public async Task Same_key_for_another_body_or_purpose_is_refused()
    {
        var partner = stack.NewPartner();
        (await partner.SendAsync(ListRun.Open(partner, 5, "k"))).ShouldBe(201);

        (await partner.SendAsync(ListRun.Open(partner, 6, "k"))).ShouldBeRefused(422, "idempotency_mismatch");
        (await partner.SendAsync(ListRun.Open(partner, 5, "k").With("Pmo-Purpose", "evaluation"))).ShouldBeRefused(422, "idempotency_mismatch");
        stack.Database.Used(partner.Agreement).ShouldBe(5);
    }

    [Fact]
    public async Task Same_key_of_another_partner_is_another_request()
    {
        var (one, other) = (stack.NewPartner(), stack.NewPartner());

        var first = (await one.SendAsync(ListRun.Open(one, 5, "k"))).ShouldBe(201).Read<CheckOpened>();
        var second = (await other.SendAsync(ListRun.Open(other, 5, "k"))).ShouldBe(201).Read<CheckOpened>();

        second.CheckId.ShouldNotBe(first.CheckId);
    }

    [Theory]
    [InlineData("two words")]
    [InlineData("")]
    public async Task Key_that_is_none_is_refused(string key)
    {
        var partner = stack.NewPartner();

        (await partner.SendAsync(ListRun.Open(partner, 5, key))).Status.ShouldBe(400);
        stack.Database.Used(partner.Agreement).ShouldBe(0);
    }

    [Fact]
    public async Task Key_that_is_too_long_is_refused()
    {
        var partner = stack.NewPartner();

        (await partner.SendAsync(ListRun.Open(partner, 5, new string('k', 129)))).ShouldBeRefused(400, "header_invalid");
    }

    [Fact]
    public async Task Retry_after_an_outage_of_Matching_succeeds_and_is_charged_once()
    {
        var partner = stack.NewPartner();
        stack.ReplaceMatching(new Uri("http://127.0.0.1:1"));
        try
        {
            (await partner.SendAsync(ListRun.Open(partner, 5, "k"))).ShouldBeRefused(503, "service_unavailable");
        }
        finally
        {
            stack.Restore();
        }

        (await partner.SendAsync(ListRun.Open(partner, 5, "k"))).ShouldBe(201);
        (stack.Database.Used(partner.Agreement), stack.Database.Sessions(partner.Organisation)).ShouldBe((5, 1));
    }

    [Fact]
    public async Task Lease_of_a_process_that_died_ends_after_a_quarter_of_a_minute()
    {
        var partner = stack.NewPartner();
        var first = (await partner.SendAsync(ListRun.Open(partner, 5, "k"))).ShouldBe(201);
        stack.Database.LeaveUnderWay(partner.Organisation);

        stack.Clock.Advance(TimeSpan.FromSeconds(14));
        (await partner.SendAsync(ListRun.Open(partner, 5, "k"))).ShouldBeRefused(409, "idempotency_in_progress");
        stack.Clock.Advance(TimeSpan.FromSeconds(2));

        (await partner.SendAsync(ListRun.Open(partner, 5, "k"))).ShouldBe(201).Body.ShouldBe(first.Body);
        stack.Database.Used(partner.Agreement).ShouldBe(5);
    }

    [Fact]
    public async Task Dataset_is_made_once_and_the_retry_is_told_so()
    {
        var owner = stack.Caller("baznas");
        var create = ListRun.Create(owner, "infak").With("Idempotency-Key", "k");

        var first = (await owner.SendAsync(create)).ShouldBe(201);
        (await owner.SendAsync(create)).ShouldBe(201).Body.ShouldBe(first.Body);
        (await owner.SendAsync(ListRun.Create(owner, "infak"))).ShouldBeRefused(409, "dataset_exists");
    }
}
