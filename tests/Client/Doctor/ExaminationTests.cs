using Pmo.Client.Doctor;
using Pmo.Client.Http;
using Pmo.Client.Tests.Loopback;
using Pmo.Protocol.Api;

namespace Pmo.Client.Tests.Doctor;

public sealed class ExaminationTests : IAsyncLifetime
{
    private LoopbackGateway _gateway = null!;

    public async ValueTask InitializeAsync()
    {
        _gateway = await LoopbackGateway.StartAsync();
        _gateway.Catalog = new Catalog([new CatalogDataset("a", "o", [Grant(left: 5)])]);
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task All_well_is_all_ok()
    {
        var (findings, first) = await ExamineAsync();
        first.ShouldBeNull();
        findings.Select(f => f.Check).ShouldBe(["reachable", "clock", "discovery", "token", "key_pin", "agreement", "quota"]);
        findings.ShouldAllBe(f => f.Verdict == Verdict.Ok);
    }

    [Fact]
    public async Task Used_up_quota_is_a_warning()
    {
        _gateway.Catalog = new Catalog([new CatalogDataset("a", "o", [Grant(left: 0)])]);
        var (findings, _) = await ExamineAsync();
        findings.Single(f => f.Check == "quota").Verdict.ShouldBe(Verdict.Warning);
    }

    [Theory]
    [InlineData(600, Verdict.Warning, "ahead of")]
    [InlineData(-600, Verdict.Warning, "behind")]
    [InlineData(172800, Verdict.Failed, "ahead of")]
    [InlineData(-172800, Verdict.Failed, "behind")]
    public async Task Clock_that_is_off_is_told_with_its_seconds_and_direction(int seconds, Verdict verdict, string direction)
    {
        using var opened = new Opened(_gateway, new Off(TimeSpan.FromSeconds(seconds)));
        var (findings, _) = await new Examination(opened.Client).RunAsync(CancellationToken.None);
        var clock = findings.Single(f => f.Check == "clock");
        clock.Verdict.ShouldBe(verdict);
        clock.Text.En.ShouldContain($"seconds {direction} the gateway's");

        // A busy machine answers late, and a Date has no fractions.
        var told = int.Parse(clock.Text.En.Split(' ').First(word => word.All(char.IsAsciiDigit)), System.Globalization.CultureInfo.InvariantCulture);
        Math.Abs(told - Math.Abs(seconds)).ShouldBeLessThan(60);
    }

    [Fact]
    public async Task Key_that_is_not_pinned_fails_and_what_comes_after_is_skipped_not_passed()
    {
        _gateway.Intercept = async context =>
        {
            if (context.Request.Path != "/v1/pseudonyms/keys")
            {
                return false;
            }

            await LoopbackGateway.Json(new Statements(["not.a.jws"])).ExecuteAsync(context);
            return true;
        };
        var (findings, first) = await ExamineAsync();
        first!.Kind.ShouldBe(FailureKind.NotAllowed);
        findings.Single(f => f.Check == "key_pin").Verdict.ShouldBe(Verdict.Failed);
        findings.Single(f => f.Check == "agreement").Verdict.ShouldBe(Verdict.Skipped);
    }

    private static CatalogGrant Grant(long left) =>
        new("check", "csr-demo", ["pre-donation-check"], ["nik"], [], List: null, new CatalogQuota(10, left, "month", DateTimeOffset.UnixEpoch));

    private sealed class Off(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + by;
    }

    private async Task<(IReadOnlyList<Finding> Findings, GatewayProblem? First)> ExamineAsync()
    {
        using var opened = new Opened(_gateway);
        return await new Examination(opened.Client).RunAsync(CancellationToken.None);
    }
}
