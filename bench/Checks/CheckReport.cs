using Pmo.Bench.Runs;

namespace Pmo.Bench.Checks;

/// <summary>What <c>check</c> prints.</summary>
internal static class CheckReport
{
    public static void Fill(Report report, CheckSize size, double? upload, List<GatewayCheck> ours, List<PsiRun> theirs, string? absent)
    {
        var seconds = Figure.Median(ours.ConvertAll(o => o.Seconds));
        report.Table.Add("whole check", "seconds", "processor seconds", "found", "ratio");
        report.Table.Add("Gateway", Figure.Seconds(seconds), Figure.Seconds(Figure.Median(ours.ConvertAll(o => o.Cpu))), Figure.Whole(ours[0].Found), "");
        report.Figures["check.gateway.seconds"] = seconds;
        report.Figures["check.gateway.processor_seconds"] = Figure.Median(ours.ConvertAll(o => o.Cpu));
        if (upload is { } took)
        {
            report.Table.Add("  before: upload, once per dataset", Figure.Seconds(took), "", "", "");
            report.Figures["check.upload.seconds"] = took;
        }

        if (absent is null)
        {
            AddPsi(report, size, seconds, theirs);
        }
        else
        {
            report.Notes.Add($"Absent: psi.js: {absent}.");
        }

        report.Notes.Add(FormattableString.Invariant(
            $"A list of {size.Rows:N0} persons, half of them in a dataset of {size.Records:N0} records; both sides {size.Rounds} times in turn, medians, after one small check to warm up."));
        report.Notes.Add("Gateway: client library in this process, all services in another on loopback (tokens, agreement, quota, audit, proofs, SQLite), on the same cores.");
        if (size == CheckSize.Quick)
        {
            report.Notes.Add("Quick: this is not the size for which the goal is stated.");
        }
    }

    private static void AddPsi(Report report, CheckSize size, double seconds, List<PsiRun> runs)
    {
        var setup = Figure.Median(runs.ConvertAll(r => r.Setup));
        var perCheck = Figure.Median(runs.ConvertAll(r => r.PerCheck));
        var whole = setup * size.PsiScale + perCheck;
        var cpu = Figure.Median(runs.ConvertAll(r => r.SetupCpu * size.PsiScale + r.PerCheckCpu));
        report.Figures["check.psi_js.processor_seconds"] = cpu;
        report.Ratios["check.vs_psi_js"] = whole / seconds;
        report.Figures["check.psi_js.seconds"] = whole;
        report.Figures["check.psi_js.setup_seconds"] = setup * size.PsiScale;
        report.Figures["check.psi_js.setup_seconds_measured"] = setup;
        report.Figures["check.psi_js.per_check_seconds"] = perCheck;
        report.Table.Add(
            size.PsiScale == 1 ? "psi.js 2.0.6" : "psi.js 2.0.6, scaled", Figure.Seconds(whole), Figure.Seconds(cpu), Figure.Whole(runs[0].Found), Figure.Times(whole / seconds));
        report.Table.Add(size.PsiScale == 1 ? "  of it set-up" : FormattableString.Invariant($"  of it set-up, {size.PsiScale} x {setup:0.00} s"), Figure.Seconds(setup * size.PsiScale), "", "", "");
        report.Table.Add("  of it the check alone", Figure.Seconds(perCheck), "", "", Figure.Times(perCheck / seconds));
        if (size.PsiScale > 1)
        {
            report.Notes.Add(FormattableString.Invariant(
                $"psi.js was given the first {size.Records / size.PsiScale:N0} records and its set-up multiplied by {size.PsiScale}; the rest of its time is as measured."));
        }

        report.Notes.Add("psi.js: both ends in one Node process, as published (one thread, WebAssembly), rows revealed, false positives 1 in 1,000; its set-up is made per server key and could serve several checks.");
    }
}
