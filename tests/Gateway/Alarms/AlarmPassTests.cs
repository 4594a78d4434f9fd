using System.Text.Json;
using Pmo.AuditLog;
using Pmo.AuditLog.Entries;
using Pmo.Gateway.Alarms;
using Pmo.Gateway.Alarms.Storage;
using Pmo.Protocol.Api;

namespace Pmo.Gateway.Tests.Alarms;

/// <summary>Each kind of alarm: when it is raised, when it is not, and that it is raised once.</summary>
public sealed class AlarmPassTests
{
    private const string Partner = "csr-01";

    [Theory]
    [InlineData(5, 91, true)]
    [InlineData(5, 90, false)]
    [InlineData(4, 91, false)]
    public async Task Persons_of_a_day_over_three_times_the_median(int days, int persons, bool isRaised)
    {
        using var bench = await AlarmBench.NewAsync();
        for (var day = 0; day < days; day++)
        {
            await bench.CheckAsync(Partner, day == 0 ? 500 : 30);
            bench.Clock.Advance(TimeSpan.FromDays(day == 0 ? 4 : 1));
        }

        bench.Clock.Advance(TimeSpan.FromDays(2));
        var first = await bench.CheckAsync(Partner, persons - 15);

        // Split into small ones it counts as much.
        await bench.CheckAsync(Partner, 15);
        var found = (await bench.LookAsync()).Where(a => a.Kind == AlarmKind.Volume).ToList();

        found.Count.ShouldBe(isRaised ? 1 : 0);
        if (isRaised)
        {
            var detail = found[0].ToItem().Detail;
            (detail.Persons, detail.Usual).ShouldBe((persons, 30));
            found[0].ToItem().Entries[0].ShouldBe(first.Id);
        }
    }

    [Theory]
    [InlineData(91, 91, true)]
    [InlineData(91, 182, true)]
    [InlineData(900, 90, false)]
    [InlineData(900, 0, false)]
    public async Task Persons_who_are_uploaded_to_ask_about_them_count_as_those_of_a_check(int persons, int charged, bool isRaised)
    {
        using var bench = await AlarmBench.NewAsync();
        for (var day = 0; day < 6; day++)
        {
            await bench.CheckAsync(Partner, 30, matched: 15);
            bench.Clock.Advance(TimeSpan.FromDays(1));
        }

        bench.Clock.Advance(TimeSpan.FromDays(1));
        var page = await bench.DuplicatesAsync(Partner, persons, charged, matched: persons);
        var found = await bench.LookAsync();

        // All of a page may be found without its being a list of targets.
        found.Where(a => a.Kind is AlarmKind.Volume or AlarmKind.HitRate or AlarmKind.SameList).Select(a => a.Kind).ShouldBe(isRaised ? [AlarmKind.Volume] : []);
        if (isRaised)
        {
            found.Single(a => a.Kind == AlarmKind.Volume).ToItem().Entries.ShouldBe([page.Id]);
        }
    }

    [Fact]
    public async Task Pages_of_duplicates_do_not_move_what_share_is_usual_of_checks()
    {
        using var bench = await AlarmBench.NewAsync();
        for (var day = 0; day < 6; day++)
        {
            await bench.CheckAsync(Partner, 100, matched: 5);
            await bench.DuplicatesAsync(Partner, 100, charged: 100, matched: 100);
            bench.Clock.Advance(TimeSpan.FromDays(1));
        }

        await bench.CheckAsync(Partner, 100, matched: 60);
        (await bench.LookAsync()).Single(a => a.Kind == AlarmKind.HitRate).ToItem().Detail.Usual.ShouldBe(5);
    }

    [Theory]
    [InlineData(95, 5, true)]
    [InlineData(100, 1, true)]
    [InlineData(80, 20, false)]
    [InlineData(10, 0, false)]
    public async Task Nearly_the_same_list_again(int same, int others, bool isRaised)
    {
        using var bench = await AlarmBench.NewAsync();
        var earlier = await bench.CheckAsync(Partner, same, tokens: Enumerable.Range(0, same));
        await bench.CheckAsync("csr-02", same, tokens: Enumerable.Range(0, same));
        bench.Clock.Advance(TimeSpan.FromDays(4));
        var again = await bench.CheckAsync(Partner, same + others, tokens: Enumerable.Range(0, same + others));

        var found = (await bench.LookAsync()).Where(a => a.Kind == AlarmKind.SameList).ToList();

        found.Count.ShouldBe(isRaised ? 1 : 0);
        found.ShouldAllBe(a => a.Organisation == Partner);
        if (isRaised)
        {
            found[0].ToItem().Entries.ShouldBe([earlier.Id, again.Id]);
            found[0].ToItem().Detail.Similarity!.Value.ShouldBeGreaterThanOrEqualTo(90);
        }
    }

    [Fact]
    public async Task Same_list_after_its_time_is_no_alarm_and_its_sketch_is_gone()
    {
        using var bench = await AlarmBench.NewAsync();
        await bench.CheckAsync(Partner, 30, tokens: Enumerable.Range(0, 30));
        await bench.LookAsync();
        bench.Clock.Advance(TimeSpan.FromDays(31));
        await bench.CheckAsync(Partner, 30, tokens: Enumerable.Range(0, 30));

        (await bench.LookAsync()).ShouldNotContain(a => a.Kind == AlarmKind.SameList);

        (await bench.QueryAsync<long>("SELECT count(*) FROM alarm_checks WHERE sketch IS NOT NULL")).ShouldBe(1);
        (await bench.QueryAsync<long>("SELECT count(*) FROM alarm_parts")).ShouldBe(0);
    }

    [Fact]
    public async Task Part_whose_check_was_never_answered_is_forgotten()
    {
        using var bench = await AlarmBench.NewAsync();
        await bench.KeepAsync("left", Gateway.Alarms.Sketches.ListSketch.Of(new byte[32], new byte[32]));
        bench.Clock.Advance(TimeSpan.FromDays(3));

        await bench.LookAsync();

        (await bench.QueryAsync<long>("SELECT count(*) FROM alarm_parts")).ShouldBe(0);
    }

    [Theory]
    [InlineData(20, false)]
    [InlineData(40, false)]
    [InlineData(60, true)]
    [InlineData(0, false)]
    public async Task Share_found_far_from_history(int matched, bool isRaised)
    {
        using var bench = await AlarmBench.NewAsync();
        for (var i = 0; i < 5; i++)
        {
            await bench.CheckAsync(Partner, 100, 20);
        }

        await bench.CheckAsync(Partner, 100, matched);

        (await bench.LookAsync()).Count(a => a.Kind == AlarmKind.HitRate).ShouldBe(isRaised ? 1 : 0);
    }

    [Fact]
    public async Task Share_of_a_small_list_or_without_history_is_no_alarm()
    {
        using var bench = await AlarmBench.NewAsync();
        await bench.CheckAsync(Partner, 100, 0);
        await bench.CheckAsync(Partner, 100, 100);
        for (var i = 0; i < 5; i++)
        {
            await bench.CheckAsync("csr-02", 100, 0);
        }

        await bench.CheckAsync("csr-02", 19, 19);

        (await bench.LookAsync()).ShouldNotContain(a => a.Kind == AlarmKind.HitRate);
    }

    [Fact]
    public async Task Refusals_in_a_row_once_a_row()
    {
        using var bench = await AlarmBench.NewAsync();
        await RefuseAsync(bench, 9);
        await bench.AppendAsync(bench.Entry(Partner, AuditDecision.Allow));
        await RefuseAsync(bench, 9);
        (await bench.LookAsync()).ShouldNotContain(a => a.Kind == AlarmKind.Refusals);

        // What anybody may always do does not end a row.
        await bench.AppendAsync(bench.Entry(Partner, AuditDecision.Allow, "catalog") with { Agreement = null });
        await RefuseAsync(bench, 5);

        var found = (await bench.LookAsync()).Single(a => a.Kind == AlarmKind.Refusals).ToItem();
        (found.Detail.Count, found.Entries.Count, found.Organisation).ShouldBe((10, 10, Partner));
    }

    [Fact]
    public async Task Refusals_over_days_are_no_row()
    {
        using var bench = await AlarmBench.NewAsync();
        await RefuseAsync(bench, 9);
        bench.Clock.Advance(TimeSpan.FromHours(25));
        await RefuseAsync(bench, 9);

        (await bench.LookAsync()).ShouldNotContain(a => a.Kind == AlarmKind.Refusals);
    }

    [Theory]
    [InlineData("2026-01-15T06:59:00+07:00", 20, true)]
    [InlineData("2026-01-15T07:00:00+07:00", 20, false)]
    [InlineData("2026-01-15T17:59:00+07:00", 20, false)]
    [InlineData("2026-01-15T18:00:00+07:00", 20, true)]
    [InlineData("2026-01-17T10:00:00+07:00", 20, true)]
    [InlineData("2026-01-17T10:00:00+07:00", 19, false)]
    public async Task Outside_office_hours_in_Lampung(string at, int persons, bool isRaised)
    {
        using var bench = await AlarmBench.NewAsync();
        bench.Clock.Advance(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture) - bench.Clock.GetUtcNow());
        await bench.CheckAsync(Partner, persons);
        await bench.CheckAsync(Partner, persons);
        await bench.AppendAsync(bench.Entry("dinsos", AuditDecision.Allow, "upload") with { Rows = 5000 });
        await bench.AppendAsync(bench.Entry("baznas", AuditDecision.Allow, "dataset-create"));

        var found = (await bench.LookAsync()).Where(a => a.Kind == AlarmKind.OfficeHours).ToList();

        found.Count.ShouldBe(isRaised ? 1 : 0);
        found.ShouldAllBe(a => a.Organisation == Partner);
    }

    [Theory]
    [InlineData(79, false)]
    [InlineData(80, true)]
    public async Task Quota_nearly_used(int used, bool isRaised)
    {
        using var bench = await AlarmBench.NewAsync();
        await bench.ExecuteAsync(
            $"INSERT INTO quota_usage (meter, window_start, used) VALUES ('{Partner}-pks/check/1/month', {new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.FromHours(7)).ToUnixTimeSeconds()}, {used})");
        await bench.CheckAsync(Partner, 5);
        await bench.LookAsync();
        await bench.CheckAsync(Partner, 5);

        var found = (await bench.LookAsync()).Where(a => a.Kind == AlarmKind.Quota).ToList();

        found.Count.ShouldBe(isRaised ? 1 : 0);
        if (isRaised)
        {
            var item = found[0].ToItem();
            (item.Detail.Used, item.Detail.Limit, item.Agreement).ShouldBe((80, 100, Partner + "-pks"));
            item.Datasets.ShouldBe(["pkh", "zakat"]);
        }
    }

    [Fact]
    public async Task Agreement_that_ends_soon_once()
    {
        using var bench = await AlarmBench.NewAsync();
        bench.Clock.Advance(new DateTimeOffset(2026, 11, 30, 10, 0, 0, TimeSpan.FromHours(7)) - bench.Clock.GetUtcNow());
        (await bench.LookAsync()).ShouldBeEmpty();
        bench.Clock.Advance(TimeSpan.FromDays(1));
        (await bench.LookAsync()).ShouldContain(a => a.Kind == AlarmKind.AgreementEnding && a.Agreement == "dinsos-pks" && a.DatasetIds.Contains("dtsen"));
        var count = (await bench.AlarmsAsync()).Count;

        bench.Clock.Advance(TimeSpan.FromDays(1));
        await bench.RestartAsync();
        (await bench.LookAsync()).Count.ShouldBe(count);
        (await bench.AlarmsAsync()).ShouldNotContain(a => a.Agreement == "odd-expired" || a.Agreement == "odd-future");
    }

    [Fact]
    public async Task Key_that_is_not_used_any_more_and_no_person()
    {
        using var bench = await AlarmBench.NewAsync();
        await bench.AppendAsync(Account(bench, "enrol", "csr-03", "csr-03-key"));
        await bench.AppendAsync(Account(bench, "sign-in", "csr-03", "person-1"));
        await bench.AppendAsync(bench.Entry("csr-03", AuditDecision.Allow, "catalog") with { User = "person-1", Agreement = null });
        await bench.AppendAsync(bench.Entry(Partner, AuditDecision.Allow, "catalog") with { Agreement = null });
        await bench.AppendAsync(Account(bench, "enrol", "csr-gone", "csr-gone-key"));
        await bench.AppendAsync(Account(bench, "partner-revoke", "csr-gone", null));
        await bench.LookAsync();
        bench.Clock.Advance(TimeSpan.FromDays(60));
        await bench.AppendAsync(bench.Entry(Partner, AuditDecision.Deny) with { Agreement = null });
        await bench.LookAsync();
        bench.Clock.Advance(TimeSpan.FromDays(31));

        (await bench.LookAsync()).Where(a => a.Kind == AlarmKind.KeyUnused).Select(a => a.ToItem().Detail.Client).ShouldBe(["csr-03-key"]);
        (await bench.QueryAsync<long>("SELECT count(*) FROM alarm_keys WHERE is_person = 1")).ShouldBe(0);
    }

    [Fact]
    public async Task Raised_once_whatever_replica_looks_and_however_often_it_restarts()
    {
        using var bench = await AlarmBench.NewAsync();
        await RefuseAsync(bench, 10);

        // Counted twice, six would be twelve.
        await RefuseAsync(bench, 6, "csr-02");
        var other = bench.NewPass();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(i => (i % 2 == 0 ? bench.Pass : other).RunAsync(TestContext.Current.CancellationToken)));
        await bench.RestartAsync();
        await bench.LookAsync();

        (await bench.AlarmsAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Alarm_that_cannot_be_logged_is_not_raised_and_comes_after_the_mending()
    {
        using var bench = await AlarmBench.NewAsync();
        await RefuseAsync(bench, 10);
        await bench.ExecuteAsync("CREATE TRIGGER broken BEFORE INSERT ON audit_entries BEGIN SELECT RAISE(ABORT, 'no space left on device'); END");

        await Should.ThrowAsync<System.Data.Common.DbException>(() => bench.Pass.RunAsync(TestContext.Current.CancellationToken));
        (await bench.AlarmsAsync()).ShouldBeEmpty();

        await bench.ExecuteAsync("DROP TRIGGER broken");
        (await bench.LookAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Raising_is_an_entry_with_the_alarms_id()
    {
        using var bench = await AlarmBench.NewAsync();
        await RefuseAsync(bench, 10);
        var alarm = (await bench.LookAsync()).Single();

        var entry = (await bench.Log.ReadAsync(0, 100, TestContext.Current.CancellationToken)).Select(row => EntryBytes.Read(row.Entry)!).Single(e => e.Id == alarm.Id);

        (entry.Kind, entry.Operation, entry.Organisation).ShouldBe((AuditKind.Audit, AlarmRaiser.Raised, Partner));
        entry.Reasons.ShouldBe([AlarmKind.Refusals]);
        entry.Previous.ShouldBe(alarm.ToItem().Entries[^1]);
    }

    // An upgrade finds a log of years.
    [Fact]
    public async Task What_is_long_ago_makes_history_and_no_alarm()
    {
        using var bench = await AlarmBench.NewAsync();
        bench.Clock.Advance(TimeSpan.FromHours(12));
        await RefuseAsync(bench, 10);
        await bench.CheckAsync(Partner, 30);
        bench.Clock.Advance(TimeSpan.FromDays(31));

        (await bench.LookAsync()).ShouldBeEmpty();
        (await bench.QueryAsync<long>("SELECT count(*) FROM alarm_checks")).ShouldBe(1);
    }

    [Fact]
    public async Task Alarms_go_when_the_logs_details_go()
    {
        using var bench = await AlarmBench.NewAsync();
        await RefuseAsync(bench, 10);
        await bench.LookAsync();
        bench.Clock.Advance(TimeSpan.FromDays(40));
        await RefuseAsync(bench, 10);
        await bench.LookAsync();
        bench.Clock.Advance(TimeSpan.FromDays((365 * 5) - 20));

        (await bench.LookAsync()).Where(a => a.Kind == AlarmKind.Refusals).Select(a => a.Number).ShouldBe([2]);
    }

    [Fact]
    public async Task Detail_holds_what_its_kind_has_and_nothing_else()
    {
        using var bench = await AlarmBench.NewAsync();
        await RefuseAsync(bench, 10);

        JsonSerializer.Serialize((await bench.LookAsync()).Single().ToItem().Detail, ApiJson.Options).ShouldBe("""{"count":10}""");
    }

    private static async Task RefuseAsync(AlarmBench bench, int times, string organisation = Partner)
    {
        for (var i = 0; i < times; i++)
        {
            await bench.AppendAsync(bench.Entry(organisation, AuditDecision.Deny) with { Reasons = ["no_agreement"], Agreement = null });
        }
    }

    private static AuditEntry Account(AlarmBench bench, string action, string organisation, string? user) =>
        bench.Entry(organisation, AuditDecision.Allow, action) with { Kind = AuditKind.Account, User = user, Request = null, Agreement = null, Datasets = null };
}
