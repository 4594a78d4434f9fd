using Pmo.Testing;

namespace Pmo.Gateway.Tests.Refusals;

public sealed class RefusalMeterTests(BoundedStack stack) : IClassFixture<BoundedStack>
{
    private static readonly ApiRequest Catalog = ApiRequest.Get("/v1/catalog");

    [Fact]
    public async Task Strangers_leave_as_many_entries_as_the_bound_and_one_that_says_so()
    {
        stack.Clock.Advance(TimeSpan.FromMinutes(1));
        var partner = stack.NewPartner();
        var before = stack.Database.Calls().Count;
        for (var i = 0; i < BoundedStack.Bound; i++)
        {
            (await partner.SendAsync(Catalog with { Token = "" })).ShouldBeRefused(401, "token_missing");
        }

        var first = await partner.SendAsync(Catalog with { Token = "" });
        (first.Status, first.Code, first.Header("Retry-After")).ShouldBe((429, "too_many_refusals", "60"));
        for (var i = 0; i < 10; i++)
        {
            // Whatever they try: other refusals, addresses of their own.
            var answer = await partner.SendAsync((Catalog with { Token = "a.b.c" }).With("X-Forwarded-For", $"198.51.100.{i}"));
            (answer.Status, answer.Code, answer.Header("Pmo-Audit")).ShouldBe((429, "too_many_refusals", null));
        }

        var entries = stack.Database.Calls().Skip(before).Select(e => e.GetProperty("reasons")[0].GetString()).ToList();
        entries.ShouldBe([.. Enumerable.Repeat("token_missing", BoundedStack.Bound), "too_many_refusals"]);

        // Who is somebody is served all the same, from the same address.
        (await partner.SendAsync(Catalog)).ShouldBe(200);
        stack.Clock.Advance(TimeSpan.FromMinutes(1));
        (await partner.SendAsync(Catalog with { Token = "" })).ShouldBeRefused(401, "token_missing");
    }

    [Fact]
    public async Task Refusal_of_a_known_caller_always_has_its_entry()
    {
        stack.Clock.Advance(TimeSpan.FromMinutes(1));
        var partner = stack.NewPartner();
        for (var i = 0; i < BoundedStack.Bound + 5; i++)
        {
            var answer = await partner.SendAsync(ApiRequest.Json("POST", "/v1/checks", """{"rows":1,"kind":"nik"}""").Under("no-such", Policies.Purpose));
            answer.Header("Pmo-Audit").ShouldNotBeNull(answer.Text);
            answer.Code.ShouldNotBe("too_many_refusals");
        }
    }
}

/// <summary>A Gateway that records few refusals a minute.</summary>
public sealed class BoundedStack : Stack
{
    public const int Bound = 5;

    protected override IEnumerable<string> MoreForGateway => [$"--Gateway:RefusalsPerMinute={Bound}"];
}
