using Pmo.Client.Catalogs;
using Pmo.Client.Doctor;
using Pmo.Client.Http;
using Pmo.Client.Messages;
using Pmo.Client.Profiles;
using Pmo.Testing;

namespace Pmo.Gateway.Tests.Tokens;

/// <summary>The project's own client against the real services: nonces, and clocks that are wrong.</summary>
public sealed class SdkTests(Stack stack) : IClassFixture<Stack>, IDisposable
{
    private readonly TempDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Each_server_asks_for_a_nonce_once_and_never_again_while_calls_go_on()
    {
        using var profile = Profile();
        Take();
        using var gateway = new GatewayClient(profile, Language.En, stack.Clock);
        await AnsweredAsync(gateway);
        Take().ShouldBe([
            ("/.well-known/openid-configuration", 200), ("/connect/token", 400), ("/connect/token", 200), ("/v1/catalog", 401), ("/v1/catalog", 200)]);

        // Every four minutes for twenty: the token is renewed in time, the nonces with the answers.
        for (var minutes = 0; minutes < 20; minutes += 4)
        {
            stack.Clock.Advance(TimeSpan.FromMinutes(4));
            await AnsweredAsync(gateway);
        }

        Take().Where(a => a.Status != 200).ShouldBe([("/connect/token", 400), ("/connect/token", 400)], "tokens are asked for every eight minutes here");
    }

    [Fact]
    public async Task Token_renewed_shortly_before_its_end_needs_no_second_trip()
    {
        using var profile = Profile();
        Take();
        using var gateway = new GatewayClient(profile, Language.En, stack.Clock);
        await AnsweredAsync(gateway);
        Take();
        for (var seconds = 0; seconds < 1200; seconds += 10)
        {
            stack.Clock.Advance(TimeSpan.FromSeconds(10));
            await AnsweredAsync(gateway);
        }

        var answers = Take();
        answers.ShouldAllBe(a => a.Status == 200);
        answers.Count(a => a.Path == "/connect/token").ShouldBe(4);
    }

    [Theory]
    [InlineData(-3600)]
    [InlineData(-61)]
    [InlineData(11)]
    [InlineData(7200)]
    public async Task Client_whose_clock_is_off_works_and_knows_by_how_much(int seconds)
    {
        using var profile = Profile();
        Take();
        using var gateway = new GatewayClient(profile, Language.En, new ManualClock(stack.Clock.GetUtcNow().AddSeconds(seconds)));
        await AnsweredAsync(gateway);
        gateway.ClockAhead.ShouldBe(TimeSpan.FromSeconds(seconds));
        Take().Select(a => a.Status).ShouldBe([200, 400, 200, 401, 200]);
    }

    [Fact]
    public async Task Clock_that_is_set_while_the_client_runs_costs_one_more_try()
    {
        using var profile = Profile();
        Take();
        var clock = new ManualClock(stack.Clock.GetUtcNow().AddMinutes(-30));
        using var gateway = new GatewayClient(profile, Language.En, clock);
        await AnsweredAsync(gateway);
        clock.Advance(TimeSpan.FromMinutes(30));
        await AnsweredAsync(gateway);
        gateway.ClockAhead.ShouldBeNull();
    }

    [Fact]
    public async Task Clock_off_by_two_days_is_named_not_corrected()
    {
        using var profile = Profile();
        Take();
        using var gateway = new GatewayClient(profile, Language.En, new ManualClock(stack.Clock.GetUtcNow().AddDays(2)));
        var outcome = await new CatalogReader(gateway).ReadAsync(TestContext.Current.CancellationToken);
        outcome.Problem!.Code.ShouldBe("clock_skew");
        outcome.Problem.Detail.ShouldContain("172800 seconds ahead of");
        var (findings, _) = await new Examination(gateway).RunAsync(TestContext.Current.CancellationToken);
        findings.Single(f => f.Check == "clock").Verdict.ShouldBe(Verdict.Failed);
    }

    private static async Task AnsweredAsync(GatewayClient gateway) =>
        (await new CatalogReader(gateway).ReadAsync(TestContext.Current.CancellationToken)).Problem.ShouldBeNull();

    private List<(string Path, int Status)> Take()
    {
        // The Gateway fetches the issuer's keys by its own public address.
        var taken = stack.Witness.Answers.Where(a => a.Path != "/.well-known/jwks.json").ToList();
        stack.Witness.Answers.Clear();
        return taken;
    }

    private Profile Profile()
    {
        var caller = stack.NewPartner();
        var keyFile = _folder.Write("key.pem", caller.Key.ToPem());
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(keyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        var file = _folder.Write(
            "profile.json",
            $$"""
            {"gateway":"{{stack.Origin.GetLeftPart(UriPartial.Authority)}}","org":"{{caller.Organisation}}","clientId":"{{caller.Organisation}}",
             "keyFile":"key.pem","statementKey":"{{stack.StatementKey}}"}
            """);
        new ProfileStore(new PmoHome(_folder.Path)).TryOpen(file, out var profile, out var problem).ShouldBeTrue(problem.En);
        return profile!;
    }
}
