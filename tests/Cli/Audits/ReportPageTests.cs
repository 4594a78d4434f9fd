using Pmo.AuditLog;
using Pmo.AuditLog.Verify;
using Pmo.Cli.Audits;
using Pmo.Client.Messages;

namespace Pmo.Cli.Tests.Audits;

public sealed class ReportPageTests
{
    private static readonly AuditEntry Allow = new()
    {
        Id = "i", At = DateTimeOffset.UnixEpoch, Kind = AuditKind.Access, Decision = AuditDecision.Allow, Organisation = "csr-a", Purpose = "evaluation",
        Datasets = ["pkh", "zakat"], Agreement = "a-pks",
    };

    [Fact]
    public void Requests_are_decisions_and_persons_are_those_of_the_answer()
    {
        var tally = UsageTally.Of(
        [
            Allow, Allow with { Decision = AuditDecision.Outcome, Rows = 5, Status = 201 }, Allow,
            Allow with { Decision = AuditDecision.Outcome, Operation = "evaluate", Rows = 5, Matched = 0, Status = 200 },
            Allow with { Decision = AuditDecision.Outcome, Rows = 5, Matched = 2, Status = 200 },
            Allow with { Decision = AuditDecision.Deny, Reasons = ["no_agreement"] },
        ]);

        tally.Partners.ShouldBe([new UsageLine("csr-a", 2, 5, 2, 1)]);
        tally.Datasets.Select(d => d.Name).ShouldBe(["pkh", "zakat"]);
        tally.Refusals.ShouldBe([("no_agreement", "csr-a", 1)]);
    }

    [Fact]
    public void Markup_in_an_entry_is_text()
    {
        var page = Write(Language.Id, Allow with { Organisation = "<script>alert(1)</script>", Purpose = "\"><img src=x>" });

        page.ShouldContain("&lt;script&gt;");
        page.ShouldNotContain("<script");
        page.ShouldNotContain("<img");
        page.ShouldContain("default-src 'none'");
    }

    [Fact]
    public void Speaks_both_languages()
    {
        Write(Language.Id, Allow).ShouldContain("Laporan bulanan");
        Write(Language.En, Allow).ShouldContain("Monthly audit report");
    }

    [Fact]
    public void Log_that_is_not_sound_is_said_first() =>
        Write(Language.En, Allow, new LogFault(FaultKind.EntryAltered, 7, 7)).ShouldContain("NOT sound. First bad: entry 7");

    private static string Write(Language language, AuditEntry entry, params LogFault[] faults) => new ReportPage(
        language, "monthly", new ReportPeriod(new DateOnly(2026, 3, 1), new DateOnly(2026, 3, 31)), "dpo-pmo", "all", "pmo.example", UsageTally.Of([entry]),
        new LogReport(9, 0, Key: null, Newest: null, faults), 1, [], agreements: null).Write();
}
