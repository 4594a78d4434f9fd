namespace Pmo.Gateway.Tests.Transparency;

public sealed class TransparencyEndpointTests(Stack stack) : IClassFixture<Stack>
{
    [Fact]
    public async Task Anybody_sees_agreements_figures_and_the_checkpoint_and_nothing_runs()
    {
        await ListRun.CheckAsync(stack.NewPartner(), 11);
        using var answer = await stack.Http.GetAsync(new Uri(stack.Origin, "/transparansi"), TestContext.Current.CancellationToken);
        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        answer.EnsureSuccessStatusCode();
        answer.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("default-src 'none'");
        answer.Headers.CacheControl!.MaxAge.ShouldBe(TimeSpan.FromMinutes(5));
        page.ShouldContain("<td>dinsos</td>");
        page.ShouldContain("localhost/v1/audit/log");
        page.ShouldNotContain("<td>csr-odd</td><td>Pemeriksaan, Evaluasi</td><td>2025-01-01</td>"); // over
        page.ShouldNotContain("2027-12-31"); // to come
        page.ShouldNotContain("<script");
        page.ShouldNotContain("dpo@dinsos.example"); // who approved is not the public's
        page.ShouldNotContain("127.0.0.1");
    }

    [Fact]
    public async Task Speaks_both_languages_and_a_reader_may_choose()
    {
        (await stack.Http.GetStringAsync(new Uri(stack.Origin, "/transparansi"), TestContext.Current.CancellationToken)).ShouldContain("Pemeriksaan per bulan");
        (await stack.Http.GetStringAsync(new Uri(stack.Origin, "/transparansi?lang=en"), TestContext.Current.CancellationToken)).ShouldContain("Checks a month");
    }

    [Fact]
    public async Task Figures_are_counted_again_after_five_minutes()
    {
        var uri = new Uri(stack.Origin, "/transparansi?lang=en");
        var before = await stack.Http.GetStringAsync(uri, TestContext.Current.CancellationToken);
        for (var i = 0; i < 12; i++)
        {
            (await stack.NewPartner().SendAsync(ApiRequest.Json("POST", "/v1/checks", """{"rows":5}""").Under("nobodys-agreement"))).Status.ShouldBe(403);
        }

        (await stack.Http.GetStringAsync(uri, TestContext.Current.CancellationToken)).ShouldNotContain("<td>12</td>");
        stack.Clock.Advance(TimeSpan.FromMinutes(6));
        (await stack.Http.GetStringAsync(uri, TestContext.Current.CancellationToken)).ShouldContain("<td>12</td>");
        before.ShouldNotContain("<td>12</td>");
    }
}
