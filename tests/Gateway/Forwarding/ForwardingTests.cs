using System.Text;
using Microsoft.AspNetCore.Http;
using Pmo.Protocol.Wire;

namespace Pmo.Gateway.Tests.Forwarding;

/// <summary>What passes between the Gateway and the services, and what does not.</summary>
public sealed class ForwardingTests(Stack stack) : IClassFixture<Stack>
{
    [Fact]
    public async Task Service_sees_the_decision_and_never_what_the_caller_proved()
    {
        await using var matching = await Observer.StartAsync(async context =>
        {
            context.Response.StatusCode = 201;
            context.Response.Headers[PmoHeaders.Outcome] = "rows=3, matched=0";
            await context.Response.WriteAsync("{}");
        });
        var partner = stack.NewPartner();

        var answer = await BehindAsync(matching.Address, () => partner.SendAsync(
            ListRun.Open(partner, 3).With(PmoHeaders.Decision, "forged").With(PmoHeaders.Outcome, "rows=1, matched=1").With("Cookie", "a=b")));

        answer.ShouldBe(201);
        answer.Header(PmoHeaders.Outcome).ShouldBeNull();
        var seen = matching.Seen.ShouldHaveSingleItem();
        seen.Keys.ShouldNotContain("Authorization");
        seen.Keys.ShouldNotContain("DPoP");
        seen.Keys.ShouldNotContain("Cookie");
        seen.Keys.ShouldNotContain(PmoHeaders.Outcome);
        seen[PmoHeaders.Decision].Split('.').Length.ShouldBe(3);
    }

    [Fact]
    public async Task Identity_sees_the_callers_address_and_nothing_that_the_caller_says_of_it()
    {
        await using var identity = await Observer.StartAsync(_ => Task.CompletedTask);
        stack.ReplaceIdentity(identity.Address);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(stack.Origin, "/connect/anything"));
            request.Headers.Add("X-Forwarded-For", "203.0.113.7");
            request.Headers.Add("X-Forwarded-Host", "evil.example");
            request.Headers.Add("Forwarded", "for=203.0.113.7");
            using var answer = await stack.Http.SendAsync(request, TestContext.Current.CancellationToken);
        }
        finally
        {
            stack.Restore();
        }

        var seen = identity.Seen.ShouldHaveSingleItem();
        seen["X-Forwarded-For"].ShouldBe("127.0.0.1");
        seen["X-Forwarded-Host"].ShouldBe(stack.Origin.Authority);
        seen.Keys.ShouldNotContain("Forwarded");
    }

    [Fact]
    public async Task Decision_entry_is_on_disk_before_the_service_is_asked()
    {
        var partner = stack.NewPartner();
        IReadOnlyList<System.Text.Json.JsonElement> before = [];
        await using var matching = await Observer.StartAsync(context =>
        {
            before = stack.Database.Entries(partner.Organisation);
            context.Response.StatusCode = 201;
            context.Response.Headers[PmoHeaders.Outcome] = "rows=3, matched=2";
            return Task.CompletedTask;
        });

        await BehindAsync(matching.Address, () => partner.SendAsync(ListRun.Open(partner, 3)));

        before.ShouldHaveSingleItem().GetProperty("decision").GetString().ShouldBe("allow");
        var outcome = stack.Database.Entries(partner.Organisation)[1];
        outcome.GetProperty("previous").GetString().ShouldBe(before[0].GetProperty("id").GetString());
        (outcome.GetProperty("rows").GetInt32(), outcome.GetProperty("matched").GetInt32(), outcome.GetProperty("status").GetInt32()).ShouldBe((3, 2, 201));
    }

    [Theory]
    [InlineData("/v1/checks", true)]
    [InlineData("/v1/pseudonyms/keys", false)]
    public async Task Gateway_bypass_is_refused_by_the_services(string path, bool isMatching)
    {
        var address = new Uri(isMatching ? stack.MatchingAddress : stack.PseudonymsAddress, path);
        using var request = new HttpRequestMessage(isMatching ? HttpMethod.Post : HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation("Authorization", "DPoP " + await stack.NewPartner().TokenAsync());

        using var response = await stack.Http.SendAsync(request, TestContext.Current.CancellationToken);

        var answer = await ApiCaller.ReadAsync(response);
        (answer.Status, answer.Code).ShouldBe((401, "decision_required"));
    }

    [Fact]
    public async Task Service_that_is_nowhere_is_an_outage() => await UnavailableAsync(null);

    [Fact]
    public async Task Service_that_refuses_connections_is_an_outage() => await UnavailableAsync(new Uri("http://127.0.0.1:1"));

    [Fact]
    public async Task Service_that_dies_before_it_answers_is_an_outage()
    {
        await using var dying = await Observer.StartAsync(context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });

        await UnavailableAsync(dying.Address);
    }

    [Fact]
    public async Task Service_that_refuses_the_decision_is_an_outage_and_no_fault_of_the_caller()
    {
        await using var strict = await Observer.StartAsync(async context =>
        {
            context.Response.StatusCode = 401;
            context.Response.Headers.WWWAuthenticate = "Bearer";
            await context.Response.WriteAsync("secret of the inside");
        });

        await UnavailableAsync(strict.Address);
    }

    [Fact]
    public async Task Answer_that_breaks_off_is_not_passed_on_as_a_whole_one()
    {
        await using var dying = await Observer.StartAsync(async context =>
        {
            context.Response.StatusCode = 201;
            context.Response.ContentLength = 100;
            await context.Response.Body.WriteAsync(Encoding.ASCII.GetBytes("{\"half\":"));
            await context.Response.Body.FlushAsync();
            context.Abort();
        });
        var partner = stack.NewPartner();

        try
        {
            // The break may be seen before anything was passed on.
            (await BehindAsync(dying.Address, () => partner.SendAsync(ListRun.Open(partner, 3)))).ShouldBeRefused(503, "service_unavailable");
        }
        catch (HttpRequestException e)
        {
            // Cut short or reset: which of them the caller sees is a race of the network's, that it sees one is not.
            e.InnerException.ShouldBeAssignableTo<IOException>();
        }
    }

    [Theory]
    [InlineData("/v1/nothing", "GET", 404, "not_found")]
    [InlineData("/v1/datasets", "GET", 405, "method_not_allowed")]
    [InlineData("/v1/checks", "PATCH", 405, "method_not_allowed")]
    [InlineData("/v1/checks/x/parts/y", "PUT", 404, "not_found")]
    [InlineData("/nothing", "GET", 404, "not_found")]
    public async Task What_is_not_in_the_table_is_not_there(string path, string method, int status, string code)
    {
        var answer = await stack.NewPartner().SendAsync(new ApiRequest(method, path));

        answer.ShouldBeRefused(status, code);
    }

    [Theory]
    [InlineData("/v1/datasets/%E2%82%AC")]
    [InlineData("/v1/datasets/a%20b")]
    [InlineData("/v1/datasets/..%2F..%2Fx")]
    [InlineData("/V1/Datasets/none?a=b%26c")]
    public async Task Strange_address_means_the_same_to_Gateway_and_service(string path) =>
        (await stack.NewPartner().SendAsync(ApiRequest.Get(path))).ShouldBeRefused(404, "not_found");

    private async Task UnavailableAsync(Uri? matching)
    {
        var partner = stack.NewPartner();

        var answer = await BehindAsync(matching, () => partner.SendAsync(ListRun.Open(partner, 3)));

        answer.ShouldBeRefused(503, "service_unavailable");
        var entries = stack.Database.Entries(partner.Organisation);
        entries.Select(e => e.GetProperty("decision").GetString()).ShouldBe(["allow", "outcome"]);
        entries[1].GetProperty("status").GetInt32().ShouldBe(503);
    }

    private async Task<ApiAnswer> BehindAsync(Uri? matching, Func<Task<ApiAnswer>> act)
    {
        stack.ReplaceMatching(matching);
        try
        {
            return await act();
        }
        finally
        {
            stack.Restore();
        }
    }
}
