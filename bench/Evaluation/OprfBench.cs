using System.Globalization;
using Pmo.Bench.Runs;

namespace Pmo.Bench.Evaluation;

/// <summary><c>oprf</c>: what one core evaluates, blinds, unblinds, proves and verifies in a second, on each path and beside libsodium and OpenSSL.</summary>
internal static class OprfBench
{
    private static readonly string[] Steps = [PathRates.Multiply, PathRates.Evaluate, PathRates.Blind, PathRates.Unblind, PathRates.Verify];

    public static async Task<int> RunAsync(bool quick, CancellationToken cancellation)
    {
        var report = new Report(Benches.Oprf, textColumns: 2);
        report.Table.Add("path", "step", "per s and core", "libsodium", "ratio", "OpenSSL P-256", "ratio");
        string? fastest = null;
        foreach (var path in PathProcess.Paths)
        {
            var absent = PathProcess.WhyNot(path);
            if (absent is null)
            {
                var result = await PathProcess.RunAsync(PathRates.Name, path, TimeSpan.FromSeconds(quick ? 6 : 40), oneCore: true, cancellation);
                absent = result.Active == path ? null : "this build of Oprf does not have it";
                if (absent is null)
                {
                    Add(report, path, result.Values, fastest is null);
                    fastest ??= path;
                }
            }

            if (absent is not null)
            {
                report.Notes.Add($"Absent: {path} ({absent}).");
            }
        }

        if (fastest is not null && Environment.ProcessorCount > 1)
        {
            await AddSpeedupAsync(report, fastest, quick, cancellation);
        }

        AddNotes(report, fastest, quick);
        report.Write(Console.Out);
        return fastest is null ? ExitCodes.Failed : ExitCodes.Ok;
    }

    private static void Add(Report report, string path, IReadOnlyDictionary<string, double> rates, bool isFastest)
    {
        foreach (var step in Steps)
        {
            report.Figures[$"{step}.{path}.per_second"] = rates[step];
            report.Table.Add(
                path, step, Figure.Whole(rates[step]),
                Peer(rates, PathRates.Libsodium), Ratio(rates, step, PathRates.Libsodium), Peer(rates, PathRates.OpenSsl), Ratio(rates, step, PathRates.OpenSsl));
        }

        if (rates.TryGetValue(PathRates.Libsodium, out var libsodium))
        {
            report.Figures[$"libsodium.beside_{path}.per_second"] = libsodium;
            report.Ratios[$"evaluate.{path}.vs_libsodium"] = rates[PathRates.Multiply] / libsodium;
        }

        if (rates.TryGetValue(PathRates.OpenSsl, out var openSsl))
        {
            report.Figures[$"openssl_p256.beside_{path}.per_second"] = openSsl;
            if (path == PathProcess.Paths[0]) // the goal is stated for the fastest there is
            {
                report.Ratios[$"evaluate.{path}.vs_openssl_p256"] = rates[PathRates.Multiply] / openSsl;
            }
        }

        // Times of one element each, the reciprocals of the rates.
        var proof = (1 / rates[PathRates.Evaluate] - 1 / rates[PathRates.Multiply]) * rates[PathRates.Multiply];
        var verify = 1 / rates[PathRates.Verify] / (1 / rates[PathRates.Blind] + 1 / rates[PathRates.Unblind]);
        report.Figures[$"proof.{path}.share_of_evaluate"] = proof;
        report.Figures[$"verify.{path}.share_of_blind_unblind"] = verify;
        report.Table.Add(path, "proof / evaluate", Figure.Percent(proof), "", "", "", "");
        report.Table.Add(path, "verify / (blind + unblind)", Figure.Percent(verify), "", "", "", "");
        if (isFastest)
        {
            report.Ratios["proof.share_of_evaluate"] = proof;
            report.Ratios["verify.share_of_blind_unblind"] = verify;
        }
    }

    private static string Peer(IReadOnlyDictionary<string, double> rates, string peer) =>
        rates.TryGetValue(peer, out var rate) ? Figure.Whole(rate) : "absent";

    private static string Ratio(IReadOnlyDictionary<string, double> rates, string step, string peer) =>
        rates.TryGetValue(peer, out var rate) ? Figure.Times(rates[step] / rate) : "";

    private static async Task AddSpeedupAsync(Report report, string path, bool quick, CancellationToken cancellation)
    {
        var rates = (await PathProcess.RunAsync(PathSpeed.Name, path, TimeSpan.FromSeconds(quick ? 4 : 20), oneCore: false, cancellation)).Values;
        var (one, all) = (rates[PathSpeed.One], rates[PathSpeed.All]);
        var speedup = all / one;
        report.Ratios["two_cores.speedup"] = speedup;
        report.Figures["evaluate.one_core.wall_per_second"] = one;
        report.Figures["evaluate.all_cores.wall_per_second"] = all;
        report.Table.Add(
            path, string.Create(CultureInfo.InvariantCulture, $"evaluate, {Environment.ProcessorCount} cores / 1"), Figure.Times(speedup), "", "", "", "");
    }

    private static void AddNotes(Report report, string? fastest, bool quick)
    {
        report.Notes.Add(FormattableString.Invariant($"Batches of {Batch.Size}; sides in turn, medians; per second of processor time; each path in a process of its own, {PathProcess.OneCore}."));
        report.Notes.Add("evaluate is ElementBatch.Multiply (decode, multiply, encode); evaluate_with_proof is Voprf.Evaluate; proof share = (with - without) / without.");
        report.Notes.Add("libsodium decodes, multiplies, encodes; OpenSSL only multiplies (EC_POINT_mul, points decoded before, result left projective).");
        report.Notes.Add($"proof.share_of_evaluate, verify.share_of_blind_unblind and two_cores.speedup (wall clock) are of the fastest path, {fastest}.");
        if (quick)
        {
            report.Notes.Add("Quick: fewer rounds, so noisier.");
        }

        if (!Sodium.IsThere)
        {
            report.Notes.Add(Sodium.HowToInstall);
        }

        if (!Crypto.IsThere)
        {
            report.Notes.Add(Crypto.HowToInstall);
        }
    }
}
