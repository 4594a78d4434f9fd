using System.Security.Cryptography;
using System.Text.Json;
using Pmo.Bench.Checks;
using Pmo.Bench.Runs;
using Pmo.Bench.Tokens;

namespace Pmo.Bench.Gateways;

/// <summary>
/// <c>gateway</c>: a small GET through the Gateway (token, proof, agreements, two durable audit entries, a signed decision) beside a YARP app that
/// verifies one ES256 signature a request and forwards to the same server.
/// </summary>
internal static class GatewayBench
{
    private const string Bench = "Pmo.Bench.dll";
    private const string Path = "/v1/datasets/province-20000";
    private const double Goal = 0.6;
    private const double GoalMilliseconds = 15;

    public static async Task<int> RunAsync(bool quick, CancellationToken cancellation)
    {
        var (warmUps, count, rounds) = quick ? (2, 3000, 3) : (6, 10000, 5);
        var folder = Directory.CreateTempSubdirectory("pmo-bench-");
        try
        {
            Parties.Prepare(folder.FullName);
            using var key = ECDsa.Create();
            key.ImportFromPem(await File.ReadAllTextAsync(
                System.IO.Path.Combine(folder.FullName, "profiles", "keys", Parties.Checker + ".pem"), cancellation));

            // Both are web applications, which have this collector and here this setting (Directory.Build.targets); the benchmark itself is none.
            var asServers = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["DOTNET_gcServer"] = "1", ["DOTNET_ThreadPool_UnfairSemaphoreSpinLimit"] = "0",
            };
            using var proofs = new DpopProofs();
            await using var peer = await ServiceProcess.StartAsync(
                Bench, [PeerHost.Name, proofs.PublicKey], asServers, System.IO.Path.Combine(folder.FullName, "peer.log"), cancellation);
            await using var ours = await ServiceProcess.StartAsync(
                Bench, [OursHost.Name, folder.FullName, peer.Addresses[1].ToString()], asServers, System.IO.Path.Combine(folder.FullName, "ours.log"), cancellation);
            using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false, MaxConnectionsPerServer = Load.Connections });
            var caller = await Caller.StartAsync(http, key, proofs, ours.Origin, cancellation);

            var (gateways, peers, processor, plainProcessor) = (new List<Load>(), new List<Load>(), new List<double>(), new List<double>());
            for (var round = -warmUps; round < rounds; round++)
            {
                // The first ones are thrown away: .NET compiles until then.
                var before = ours.Cpu;
                var gateway = await caller.RunAsync(new Uri(ours.Origin, Path), count, cancellation);
                var spent = (ours.Cpu - before).TotalMicroseconds / count;
                before = peer.Cpu;
                var plain = await caller.RunAsync(new Uri(peer.Origin, Path), count, cancellation);
                var plainSpent = (peer.Cpu - before).TotalMicroseconds / count;
                if (round >= 0)
                {
                    gateways.Add(gateway);
                    peers.Add(plain);
                    processor.Add(spent);
                    plainProcessor.Add(plainSpent);
                }
            }

            Write(Median(gateways), Median(peers), Figure.Median(processor), Figure.Median(plainProcessor), count, rounds);
            return ExitCodes.Ok;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Load Median(List<Load> loads) => new(
        Figure.Median([.. loads.Select(l => l.PerSecond)]), Figure.Median([.. loads.Select(l => l.P50)]), Figure.Median([.. loads.Select(l => l.P99)]));

    private static void Write(Load gateway, Load peer, double processor, double plainProcessor, int count, int rounds)
    {
        var report = new Report(Benches.Gateway, textColumns: 1);
        report.Table.Add("small GET, 64 connections", "requests/s", "p50 ms", "p99 ms", "ratio");
        report.Table.Add(
            "Gateway", Figure.Whole(gateway.PerSecond), Figure.Plain(gateway.P50), Figure.Plain(gateway.P99), Figure.Times(gateway.PerSecond / peer.PerSecond));
        report.Table.Add("YARP and one ES256 verified", Figure.Whole(peer.PerSecond), Figure.Plain(peer.P50), Figure.Plain(peer.P99), "");
        report.Ratios["gateway.requests.vs_yarp_es256"] = gateway.PerSecond / peer.PerSecond;
        report.Figures["gateway.per_second"] = gateway.PerSecond;
        report.Figures["gateway.processor_us"] = processor;
        report.Figures["gateway.p99_ms"] = gateway.P99;
        report.Figures["peer.processor_us"] = plainProcessor;
        report.Figures["peer.per_second"] = peer.PerSecond;
        report.Figures["peer.p99_ms"] = peer.P99;
        report.Figures["gateway.p99_more_ms"] = gateway.P99 - peer.P99;
        report.Notes.Add(FormattableString.Invariant(
            $"{count:N0} requests a round, {rounds} rounds in turn, medians. Client, Gateway and peer share the machine's cores; proofs are signed before."));
        report.Notes.Add("In the Gateway: token and proof, the proof's id taken for good, agreements, a decision signed, two audit entries on disk before the answer.");
        report.Notes.Add(FormattableString.Invariant($"Goal: at least {Goal} × the requests, p99 at most {GoalMilliseconds} ms more."));
        report.Write(Console.Out);
    }

    /// <summary>A machine with a token, whose proofs fit it.</summary>
    private sealed class Caller(HttpClient http, DpopProofs proofs, string token)
    {
        public static async Task<Caller> StartAsync(HttpClient http, ECDsa key, DpopProofs proofs, Uri issuer, CancellationToken cancellation)
        {
            var requests = new SignedRequests(key, proofs, Parties.Checker, issuer.GetLeftPart(UriPartial.Authority));
            using var first = requests.Make(nonce: null);
            using var refused = await http.SendAsync(first, cancellation);
            using var second = requests.Make(refused.Headers.GetValues("DPoP-Nonce").Single());
            using var answer = await http.SendAsync(second, cancellation);
            var body = await answer.Content.ReadAsStringAsync(cancellation);
            return answer.IsSuccessStatusCode
                ? new Caller(http, proofs, JsonDocument.Parse(body).RootElement.GetProperty("access_token").GetString()!)
                : throw new InvalidOperationException($"Identity refused: {body}");
        }

        /// <summary>Signs as many proofs, then sends them.</summary>
        public async Task<Load> RunAsync(Uri target, int count, CancellationToken cancellation)
        {
            using var ask = Load.Request(target, token, proofs.Make("GET", target, nonce: null, token));
            using var answer = await http.SendAsync(ask, cancellation);
            var nonce = answer.Headers.TryGetValues("DPoP-Nonce", out var values) ? values.Single() : null;
            var made = new string[count];
            Parallel.For(0, Environment.ProcessorCount, core =>
            {
                using var mine = proofs.Copy();
                for (var i = core; i < count; i += Environment.ProcessorCount)
                {
                    made[i] = mine.Make("GET", target, nonce, token);
                }
            });
            return await Load.RunAsync(http, target, token, made, cancellation);
        }
    }
}
