using Pmo.AuditLog.Remote;
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

    /// <summary>A witness that refuses remembers nothing of what it refused.</summary>
    public static void ShouldRefuse(this (WitnessVerdict Verdict, WitnessState? Remember, Pmo.AuditLog.Notes.Checkpoint? Checkpoint) seen, WitnessVerdict verdict)
    {
        seen.Verdict.ShouldBe(verdict);
        seen.Remember.ShouldBeNull();
    }

    /// <summary>What <c>verify</c> names first.</summary>
    public static void ShouldName(this LogReport report, FaultKind kind, long first, long? last = null)
    {
        report.Faults.ShouldNotBeEmpty();
        (report.Faults[0].Kind, report.Faults[0].First, report.Faults[0].Last).ShouldBe((kind, first, last ?? first));
    }
}
