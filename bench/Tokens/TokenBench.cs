using System.Security.Cryptography;
using Pmo.Bench.Checks;
using Pmo.Bench.Runs;

namespace Pmo.Bench.Tokens;

/// <summary><c>token</c>: processor time of the services for one token by <c>client_credentials</c>, beside the bare signatures in it.</summary>
internal static class TokenBench
{
    private const int AtOnce = 4;
    private const double GoalMilliseconds = 2;

    public static async Task<int> RunAsync(bool quick, CancellationToken cancellation)
    {
        // Until .NET has compiled nearly all of it for good, which takes a service some minutes: its compiler's threads are part of its processor time.
        var (warmUp, count, rounds) = quick ? (2500, 300, 3) : (6000, 1500, 5);
        var folder = Directory.CreateTempSubdirectory("pmo-bench-");
        try
        {
            Parties.Prepare(folder.FullName);
            await using var services = await GatewayProcess.StartAsync(folder.FullName, cancellation);
            using var key = ECDsa.Create();
            key.ImportFromPem(await File.ReadAllTextAsync(Path.Combine(folder.FullName, "profiles", "keys", Parties.Checker + ".pem"), cancellation));
            using var proofs = new DpopProofs();
            var requests = new SignedRequests(key, proofs, Parties.Checker, services.Origin.GetLeftPart(UriPartial.Authority));
            using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
            await AskAsync(http, requests, warmUp, cancellation);
            PlainSignatures.Measure(count);

            var (tokens, plain) = (new List<double>(), new List<double>());
            for (var round = 0; round < rounds; round++)
            {
                tokens.Add(await MeasureAsync(services, http, requests, count, cancellation));
                plain.Add(PlainSignatures.Measure(count));
            }

            Write(Figure.Median(tokens) * 1000, Figure.Median(plain) * 1000, count, rounds);
            return ExitCodes.Ok;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<double> MeasureAsync(
        ServiceProcess services, HttpClient http, SignedRequests requests, int count, CancellationToken cancellation)
    {
        var before = services.Cpu;
        await AskAsync(http, requests, count, cancellation);
        return (services.Cpu - before).TotalSeconds / count;
    }

    private static async Task AskAsync(HttpClient http, SignedRequests requests, int count, CancellationToken cancellation)
    {
        using var first = requests.Make(nonce: null);
        using var refused = await http.SendAsync(first, cancellation);
        var nonce = refused.Headers.GetValues("DPoP-Nonce").Single();
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation }, async (_, stop) =>
        {
            using var request = requests.Make(nonce);
            using var answer = await http.SendAsync(request, stop);
            if (!answer.IsSuccessStatusCode)
            {
                throw new InvalidOperationException($"Identity refused: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(stop)}");
            }
        });
    }

    private static void Write(double server, double plain, int count, int rounds)
    {
        var report = new Report(Benches.Token, textColumns: 1);
        report.Table.Add("one token", "processor ms", "per s and core", "ratio");
        report.Table.Add("Gateway and Identity", Figure.Plain(server), Figure.Whole(1000 / server), Figure.Times(server / plain));
        report.Table.Add("P-256 alone: 1 signed, 2 verified", Figure.Plain(plain), Figure.Whole(1000 / plain), "");
        report.Figures["token.server_ms"] = server;
        report.Figures["token.per_second_and_core"] = 1000 / server;
        report.Figures["token.plain_signatures_ms"] = plain;
        report.Ratios["token.vs_plain_signatures"] = server / plain;
        report.Notes.Add(FormattableString.Invariant(
            $"{count:N0} tokens, {AtOnce} at a time, {rounds} times in turn with the signatures, medians. All services in a process of their own on loopback; its processor time counts, the client's does not."));
        report.Notes.Add("In it: two HTTP hops, assertion and proof verified, two ids taken in one transaction on disk, the token signed, the log written.");
        report.Notes.Add(FormattableString.Invariant($"Goal: at most {GoalMilliseconds} ms of the services' processor time."));
        report.Write(Console.Out);
    }
}
