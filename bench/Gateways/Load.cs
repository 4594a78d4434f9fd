using System.Diagnostics;

namespace Pmo.Bench.Gateways;

/// <summary>What so many connections got when each sent its next request as soon as the last was answered.</summary>
/// <param name="PerSecond">Requests.</param>
/// <param name="P50">Milliseconds.</param>
/// <param name="P99">Milliseconds.</param>
internal sealed record Load(double PerSecond, double P50, double P99)
{
    public const int Connections = 64;

    /// <summary>Sends one request for each proof.</summary>
    /// <exception cref="InvalidOperationException">One was not answered with 200.</exception>
    public static async Task<Load> RunAsync(
        HttpClient http, Uri target, string token, IReadOnlyList<string> proofs, CancellationToken cancellation)
    {
        var milliseconds = new double[proofs.Count];
        var next = -1;
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(
            async () =>
            {
                int i;
                while ((i = Interlocked.Increment(ref next)) < proofs.Count)
                {
                    var sent = Stopwatch.GetTimestamp();
                    await SendAsync(http, target, token, proofs[i], cancellation);
                    milliseconds[i] = Stopwatch.GetElapsedTime(sent).TotalMilliseconds;
                }
            },
            cancellation)));
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Array.Sort(milliseconds);
        return new Load(proofs.Count / seconds, milliseconds[proofs.Count / 2], milliseconds[proofs.Count * 99 / 100]);
    }

    /// <summary>One request, answered with 200.</summary>
    public static async Task SendAsync(HttpClient http, Uri target, string token, string proof, CancellationToken cancellation)
    {
        using var request = Request(target, token, proof);
        using var answer = await http.SendAsync(request, cancellation);
        if (!answer.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"{target} refused: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(cancellation)}");
        }

        await answer.Content.CopyToAsync(Stream.Null, cancellation);
    }

    public static HttpRequestMessage Request(Uri target, string token, string proof)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, target);
        request.Headers.TryAddWithoutValidation("Authorization", "DPoP " + token);
        request.Headers.TryAddWithoutValidation("DPoP", proof);
        return request;
    }
}
