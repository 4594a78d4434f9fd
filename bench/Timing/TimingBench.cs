using System.Globalization;
using Pmo.Bench.Evaluation;
using Pmo.Bench.Runs;

namespace Pmo.Bench.Timing;

/// <summary><c>timing</c>: on each path, whether the time of Multiply and Blind tells a fixed secret from a random one.</summary>
internal static class TimingBench
{
    public static async Task<int> RunAsync(bool quick, CancellationToken cancellation)
    {
        var report = new Report(Benches.Timing, textColumns: 2);
        report.Table.Add("path", "fixed against random", "calls", "t", "t cropped", "t squared", "verdict");
        var ok = true;
        foreach (var path in PathProcess.Paths)
        {
            var absent = PathProcess.WhyNot(path);
            if (absent is null)
            {
                var result = await PathProcess.RunAsync(PathTiming.Name, path, TimeSpan.FromSeconds(quick ? 10 : 150), oneCore: true, cancellation);
                absent = result.Active == path ? null : "this build of Oprf does not have it";
                ok &= absent is not null || Add(report, path, result.Values);
            }

            if (absent is not null)
            {
                report.Notes.Add($"Absent: {path} ({absent}).");
            }
        }

        report.Notes.Add("Welch's t of the times of calls for a fixed and for a random secret, classes drawn by coin; cropped: the worst over 100 percentiles; squared: of squared deviations.");
        report.Notes.Add(FormattableString.Invariant($"Verdict: |t| < {LeakTest.Threshold} in all three. The control leaks on purpose and must be found. Reparaz, Balasch, Verbauwhede 2016 (ePrint 2016/1123)."));
        report.Notes.Add($"Each path in a process of its own, {PathProcess.OneCore}; times by the wall clock, 8 elements a call.");
        report.Write(Console.Out);
        return ok ? ExitCodes.Ok : ExitCodes.Failed;
    }

    private static bool Add(Report report, string path, IReadOnlyDictionary<string, double> values)
    {
        var ok = true;
        foreach (var target in values.Keys.Select(k => k.Split('|')[0]).Distinct(StringComparer.Ordinal))
        {
            var test = new LeakTest(values[target + "|t"], values[target + "|cropped"], values[target + "|squared"]);
            var isControl = target == Targets.Control;
            ok &= test.Holds != isControl;
            var verdict = (test.Holds, isControl) switch
            {
                (true, false) => "none found",
                (false, false) => "LEAK",
                (true, true) => "NOT FOUND: test too weak",
                (false, true) => "found, as it must be",
            };
            report.Table.Add(
                path, target, values[target + "|n"].ToString("N0", CultureInfo.InvariantCulture),
                Figure.Plain(test.Plain), Figure.Plain(test.Cropped), Figure.Plain(test.Squared), verdict);
            report.Figures[$"{path}.{(isControl ? "control" : target.Replace(": ", ".", StringComparison.Ordinal))}.t"] = test.Worst;
        }

        return ok;
    }
}
