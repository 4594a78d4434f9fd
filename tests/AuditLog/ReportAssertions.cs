using Pmo.AuditLog.Verify;

namespace Pmo.AuditLog.Tests;

[ShouldlyMethods]
internal static class ReportAssertions
{
    public static void ShouldBeSound(this LogReport report, long entries)
    {
        report.Faults.ShouldBeEmpty();
        report.Entries.ShouldBe(entries);
        report.Newest!.Size.ShouldBe(entries);
    }

    /// <summary>What <c>verify</c> names first.</summary>
    public static void ShouldName(this LogReport report, FaultKind kind, long first, long? last = null)
    {
        report.Faults.ShouldNotBeEmpty();
        (report.Faults[0].Kind, report.Faults[0].First, report.Faults[0].Last).ShouldBe((kind, first, last ?? first));
    }
}
