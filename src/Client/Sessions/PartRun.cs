using Pmo.Client.Http;

namespace Pmo.Client.Sessions;

/// <summary>Runs the parts of a session, two at a time: while one is on the wire the cores blind the other, and memory stays flat.</summary>
internal static class PartRun
{
    /// <summary>Parts at a time.</summary>
    public const int AtATime = 2;

    /// <summary>The first problem, or null when all parts are done. Others are stopped by the first that fails.</summary>
    /// <param name="parts">What tells one part from another. Asked for one by one, when there is room for the next.</param>
    /// <param name="run">Runs one.</param>
    /// <param name="cancel">Stops it.</param>
    public static async Task<GatewayProblem?> AllAsync<T>(
        IEnumerable<T> parts, Func<T, CancellationToken, Task<GatewayProblem?>> run, CancellationToken cancel)
    {
        GatewayProblem? first = null;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        try
        {
            await Parallel.ForEachAsync(parts, new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = stop.Token }, async (part, token) =>
            {
                if (await run(part, token) is { } problem && Interlocked.CompareExchange(ref first, problem, comparand: null) is null)
                {
                    await stop.CancelAsync();
                }
            });
        }
        catch (OperationCanceledException) when (first is not null && !cancel.IsCancellationRequested)
        {
            // Stopped by the problem itself.
        }

        return first;
    }
}
