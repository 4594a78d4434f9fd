using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Pmo.Gateway.Accounts;
using Pmo.Hosting.Decisions;
using Pmo.Protocol.Api;
using Pmo.Protocol.Wire;

namespace Pmo.Gateway.Tests.Accounts;

/// <summary>What happens to accounts comes into the audit log once, and is refused at the door at once.</summary>
public sealed class AccountFeedTests(PeopleStack stack) : IClassFixture<PeopleStack>
{
    private static readonly ApiRequest Catalog = ApiRequest.Get("/v1/catalog");

    private AccountFeed Feed => stack.Gateway.GetRequiredService<AccountFeed>();

    private long Now => stack.Clock.GetUtcNow().ToUnixTimeMilliseconds();

    [Fact]
    public async Task Event_is_an_entry_once_and_a_replayed_poll_adds_none()
    {
        var id = stack.Identity.Add("sign-in", Now, org: "feed-once");

        await Task.WhenAll(PollAsync(), PollAsync(), PollAsync());

        var entry = stack.Database.Entries("feed-once").ShouldHaveSingleItem();
        (entry.GetProperty("id").GetString(), entry.GetProperty("kind").GetString(), entry.GetProperty("operation").GetString()).ShouldBe((id, "account", "sign-in"));
    }

    [Theory]
    [InlineData("organisation")]
    [InlineData("client")]
    [InlineData("person")]
    public async Task Revoked_caller_is_refused_with_the_token_it_holds_until_it_is_lifted(string kind)
    {
        var partner = stack.NewPartner();
        (await partner.SendAsync(Catalog)).ShouldBe(200);

        stack.Identity.Add("suspend", Now, revokesKind: kind, revokesId: partner.Organisation);
        await PollAsync();
        var refused = await partner.SendAsync(Catalog);
        stack.Identity.Add("restore", Now, revokesKind: kind, revokesId: partner.Organisation, lifted: true);
        await PollAsync();

        refused.ShouldBeRefused(401, "token_revoked");
        refused.Header("WWW-Authenticate")!.ShouldContain("error=\"invalid_token\"");
        (await partner.SendAsync(Catalog)).ShouldBe(200);
    }

    [Fact]
    public async Task Revoked_token_alone_is_refused_and_forgotten_when_it_has_ended()
    {
        var partner = stack.NewPartner();
        var token = await partner.TokenAsync();
        var jti = JsonNode.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(token.Split('.')[1]))!["jti"]!.GetValue<string>();

        stack.Identity.Add("revoke", Now, revokesKind: "token", revokesId: jti);
        await PollAsync();

        (await partner.SendAsync(Catalog with { Token = token })).ShouldBeRefused(401, "token_revoked");
        stack.Database.Revocations().ShouldContain(("token", jti));
        stack.Clock.Advance(TimeSpan.FromMinutes(7));
        await PollAsync();
        stack.Database.Revocations().ShouldNotContain(("token", jti));
        (await partner.SendAsync(Catalog)).ShouldBe(200);
    }

    [Fact]
    public async Task Who_is_suspended_is_told_to_no_thief_of_a_token_without_its_key()
    {
        var partner = stack.NewPartner();
        var token = await partner.TokenAsync();
        stack.Identity.Add("suspend", Now, revokesKind: "client", revokesId: partner.Organisation);
        await PollAsync();

        (await stack.NewPartner().SendAsync(Catalog with { Token = token })).ShouldBeRefused(401, "dpop_proof_invalid");
    }

    [Fact]
    public async Task Suspended_partner_is_refused_within_two_seconds_by_two_replicas()
    {
        var replica = await stack.AddReplicaAsync();
        var partner = stack.NewPartner();
        (await partner.SendAsync(Catalog)).ShouldBe(200);
        (await partner.SendAsync(Catalog with { Origin = replica })).ShouldBe(200);

        var suspended = await stack.Operator(1).SendAsync(
            ApiRequest.Json("POST", $"/v1/partners/{partner.Organisation}/suspend", """{"reason":"kunci hilang"}"""));
        var watch = Stopwatch.StartNew();
        suspended.ShouldBe(200);

        // Nobody asks the feed here: the replicas' own timers do.
        await Task.WhenAll(UntilRefusedAsync(partner, Catalog), UntilRefusedAsync(partner, Catalog with { Origin = replica }));
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(2));

        // The fact is linked to the request that made it so, and is there once though two replicas read it.
        var entries = stack.Database.Entries().Where(e => e.TryGetProperty("operation", out var o) && o.GetString() == "partner-suspend").ToList();
        var decision = entries.Single(e => e.GetProperty("id").GetString() == suspended.Header("Pmo-Audit"));
        (decision.GetProperty("kind").GetString(), decision.GetProperty("user").GetString()).ShouldBe(("account", "operator-1"));
        var facts = entries.Where(e => e.GetProperty("decision").GetString() == "allow" && e.TryGetProperty("previous", out var p) && p.GetString() == suspended.Header("Pmo-Audit"));
        facts.Select(f => (f.GetProperty("organisation").GetString(), f.TryGetProperty("user", out var user) ? user.GetString() : null))
            .ShouldBe([(partner.Organisation, null), (partner.Organisation, partner.Organisation)]);
    }

    [Fact]
    public async Task Person_of_a_suspended_organisation_is_refused_within_two_seconds_with_the_token_they_hold()
    {
        var org = Policies.Partner(Policies.Partners - 1);
        var call = Catalog with { Token = await stack.SignInAsync("sari") };
        var other = Catalog with { Token = await stack.SignInAsync("made") };
        (await stack.PortalCaller.SendAsync(call)).ShouldBe(200);

        (await stack.Operator(1).SendAsync(ApiRequest.Json("POST", $"/v1/partners/{org}/suspend", """{"reason":"x"}"""))).ShouldBe(200);
        var watch = Stopwatch.StartNew();
        await UntilRefusedAsync(stack.PortalCaller, call);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(2));
        (await stack.PortalCaller.SendAsync(other)).ShouldBe(200);

        (await stack.Operator(2).SendAsync(new ApiRequest("POST", $"/v1/partners/{org}/restore"))).ShouldBe(200);
        await PollAsync();
        (await stack.PortalCaller.SendAsync(call)).ShouldBe(200);
    }

    [Fact]
    public async Task Reset_person_is_refused_within_two_seconds_with_the_token_they_hold()
    {
        var call = Catalog with { Token = await stack.SignInAsync("ketut") };
        (await stack.PortalCaller.SendAsync(call)).ShouldBe(200);

        var reset = await stack.Operator(1).SendAsync(ApiRequest.Json("POST", "/v1/people/ketut/reset", """{"secondFactor":false}"""));
        var watch = Stopwatch.StartNew();
        reset.ShouldBe(200).Header("Cache-Control").ShouldBe("no-store");
        await UntilRefusedAsync(stack.PortalCaller, call);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task Signing_key_event_is_an_entry_of_kind_key_that_names_it()
    {
        var id = stack.Identity.Add("signing-key-made", Now, org: "feed-key", keyId: "kid-of-a-test");

        await PollAsync();

        var entry = stack.Database.Entries("feed-key").ShouldHaveSingleItem();
        (entry.GetProperty("id").GetString(), entry.GetProperty("kind").GetString(), entry.GetProperty("key").GetString()).ShouldBe((id, "key", "kid-of-a-test"));
    }

    [Fact]
    public async Task Feed_that_is_down_degrades_health_and_stops_nothing()
    {
        var partner = stack.NewPartner();
        (await partner.SendAsync(Catalog)).ShouldBe(200);
        try
        {
            stack.ReplaceIdentity(new Uri("http://127.0.0.1:1"));
            (await PollAsync()).ShouldBeFalse();
            stack.Clock.Advance(FeedHealth.Patience + TimeSpan.FromSeconds(1));
            (await partner.SendAsync(Catalog)).ShouldBe(200);
            using var health = await stack.Http.GetAsync(new Uri(stack.Origin, "/health/ready"), TestContext.Current.CancellationToken);
            (await ApiCaller.ReadAsync(health)).Json.GetProperty("checks").GetProperty("accounts").GetProperty("status").GetString().ShouldBe("degraded");
        }
        finally
        {
            stack.Restore();
        }

        (await PollAsync()).ShouldBeTrue();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Forged_feed_is_not_believed(bool isSealedForAnother)
    {
        var partner = stack.NewPartner();
        var key = DecisionKey.Read(Path.Combine(stack.Data, "identity.key"), "test");
        var forged = $$$"""
            {"last":1000000,"events":[{"seq":999999,"id":"{{{Guid.CreateVersion7():D}}}","at":"2026-01-15T12:00:00Z","action":"forged","decision":"allow",
            "org":"forged-feed","revokes":{"kind":"client","id":"{{{partner.Organisation}}}","lifted":false}}]}
            """;
        await using var liar = await Observer.StartAsync(async context =>
        {
            context.Response.Headers[PmoHeaders.Seal] = isSealedForAnother ? new AnswerSeal(key).Make("another", System.Text.Encoding.UTF8.GetBytes(forged)) : null;
            await context.Response.WriteAsync(forged);
        });
        try
        {
            stack.ReplaceIdentity(liar.Address);
            (await PollAsync()).ShouldBeFalse();
        }
        finally
        {
            stack.Restore();
        }

        (await PollAsync()).ShouldBeTrue();
        stack.Database.Entries("forged-feed").ShouldBeEmpty();
        (await partner.SendAsync(Catalog)).ShouldBe(200);
    }

    [Fact]
    public async Task Identity_restored_from_a_backup_is_read_on_from_there()
    {
        stack.Identity.Add("sign-in", Now, org: "feed-lost");
        stack.Identity.Add("sign-in", Now, org: "feed-lost");
        await PollAsync();
        stack.Identity.LoseNewest(2);
        await PollAsync();
        stack.Identity.Add("sign-in", Now, org: "feed-new");
        await PollAsync();

        stack.Database.Entries("feed-lost").Count.ShouldBe(2);
        stack.Database.Entries("feed-new").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Event_whose_entry_cannot_be_written_is_not_lost()
    {
        stack.Database.BreakAudit("allow");
        stack.Identity.Add("sign-in", Now, org: "feed-broken");
        try
        {
            await Should.ThrowAsync<System.Data.Common.DbException>(PollAsync);
        }
        finally
        {
            stack.Database.MendAudit();
        }

        await PollAsync();
        stack.Database.Entries("feed-broken").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task More_events_than_one_answer_holds_all_come()
    {
        for (var i = 0; i <= AccountEventList.MaxEvents; i++)
        {
            stack.Identity.Add("sign-in", Now, org: "feed-many");
        }

        await PollAsync();

        stack.Database.Entries("feed-many").Count.ShouldBe(AccountEventList.MaxEvents + 1);
    }

    private static async Task UntilRefusedAsync(ApiCaller partner, ApiRequest request)
    {
        ApiAnswer answer;
        var watch = Stopwatch.StartNew();
        do
        {
            watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(30));
            answer = await partner.SendAsync(request);
        }
        while (answer.Status == 200);

        answer.ShouldBeRefused(401, "token_revoked");
    }

    private Task<bool> PollAsync() => Feed.PollAsync(TestContext.Current.CancellationToken);
}
