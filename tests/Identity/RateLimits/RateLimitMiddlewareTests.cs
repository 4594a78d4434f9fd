using System.Net.Http.Json;
using System.Text.Json;
using Pmo.Testing;

namespace Pmo.Identity.Tests.RateLimits;

public sealed class RateLimitMiddlewareTests : IDisposable
{
    private readonly TempDirectory _folder = new();
    private readonly TestKey _key = TestKey.Ec();

    [Fact]
    public async Task Too_many_from_one_address_wait_and_one_event_says_so()
    {
        await using var host = await StartAsync("3", "1000");
        for (var i = 0; i < 3; i++)
        {
            (await AskAsync(host, "198.51.100.1")).Status.ShouldBe(400);
        }

        for (var i = 0; i < 5; i++)
        {
            (await AskAsync(host, "198.51.100.1")).ShouldBe((429, "temporarily_unavailable", "60"));
        }

        // Others are served, and so is this one in the next minute.
        (await AskAsync(host, "198.51.100.2")).Status.ShouldBe(400);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        (await AskAsync(host, "198.51.100.1")).Status.ShouldBe(400);
        (await host.EventsAsync()).Count(e => e == "token deny - rate_limited").ShouldBe(1);
        (await host.EventsAsync()).Count(e => e == "token deny - grant_missing").ShouldBe(5);
    }

    [Fact]
    public async Task Address_that_the_caller_made_up_gains_nothing_behind_the_proxy()
    {
        await using var host = await StartAsync("3", "1000");
        var statuses = new List<int>();
        for (var i = 0; i < 6; i++)
        {
            // The proxy adds the true address at the right.
            statuses.Add((await AskAsync(host, $"203.0.113.{i}, 198.51.100.1")).Status);
        }

        statuses.ShouldBe([400, 400, 400, 429, 429, 429]);
    }

    [Fact]
    public async Task A_client_has_its_share_wherever_it_calls_from_and_strangers_cannot_use_it_up()
    {
        using var stranger = TestKey.Ec();
        await using var host = await StartAsync("1000", "2");
        for (var i = 0; i < 5; i++)
        {
            (await host.AskAsync(host.Assertion(stranger))).ShouldBeRefused("invalid_client", 401);
        }

        (await host.AskAsync(host.Assertion())).Status.ShouldBe(200);
        (await host.PostAsync("/connect/introspect", IdentityHost.ClientId, _key, ("token", "x"))).Status.ShouldBe(200);
        (await host.AskAsync(host.Assertion())).ShouldBeRefused("temporarily_unavailable", 429);
        (await host.AskAsync(host.Assertion())).ShouldBeRefused("temporarily_unavailable", 429);
        (await host.EventsAsync()).Count(e => e == "token deny csr-nusantara client_rate_limited").ShouldBe(1);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        (await host.AskAsync(host.Assertion())).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_person_is_told_on_a_page_in_words()
    {
        await using var host = await IdentityHost.StartAsync(_folder, _key, settings: new() { ["Identity:RateLimits:Login:PerAddress"] = "1" });
        using var form = new FormUrlEncodedContent([]);
        await host.Http.PostAsync("/account/login", form, TestContext.Current.CancellationToken);
        using var again = new FormUrlEncodedContent([]);
        using var response = await host.Http.PostAsync("/account/login", again, TestContext.Current.CancellationToken);
        ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, response.Headers.RetryAfter?.ToString()).ShouldBe((429, "text/html", "60"));
        var html = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        html.ShouldContain("Terlalu banyak permintaan");
        html.ShouldContain("Too many requests");
    }

    [Theory]
    [InlineData("/connect/logout?state=%C3%A9", "logout_request_invalid")]
    [InlineData("/connect/authorize?client_id=portal", "authorization_not_pushed")]
    public async Task Strangers_cannot_fill_the_events_by_links_either(string link, string reason)
    {
        await using var host = await IdentityHost.StartAsync(_folder, _key, settings: new() { ["Identity:RateLimits:Browser:PerAddress"] = "2" });
        var answers = new List<(int, string?)>();
        for (var i = 0; i < 5; i++)
        {
            using var response = await host.Http.GetAsync(link, TestContext.Current.CancellationToken);
            answers.Add(((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        }

        answers.ShouldBe([(400, "text/html"), (400, "text/html"), (429, "text/html"), (429, "text/html"), (429, "text/html")]);
        (await host.EventsAsync()).Count(e => e.EndsWith(reason, StringComparison.Ordinal)).ShouldBe(2);
    }

    public void Dispose()
    {
        _key.Dispose();
        _folder.Dispose();
    }

    private Task<IdentityHost> StartAsync(string perAddress, string perClient) => IdentityHost.StartAsync(
        _folder, _key, new ManualClock(), new() { ["Identity:RateLimits:Token:PerAddress"] = perAddress, ["Identity:RateLimits:Client"] = perClient });

    private static async Task<(int Status, string? Error, string? RetryAfter)> AskAsync(IdentityHost host, string forwarded)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/connect/token") { Content = new FormUrlEncodedContent([]) };
        request.Headers.Add("X-Forwarded-For", forwarded);
        using var response = await host.Http.SendAsync(request, TestContext.Current.CancellationToken);
        var body = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, body.GetProperty("error").GetString(), response.Headers.RetryAfter?.ToString());
    }
}
