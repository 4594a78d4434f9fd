using Polly;
using Polly.Retry;

namespace Pmo.Client.Http;

/// <summary>Repeats what may succeed in a while: exponential waits with jitter, or what <c>Retry-After</c> asks, for two minutes in all.</summary>
internal static class Retries
{
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);
    private const int Most = 12;

    public static async Task<Outcome<T>> RunAsync<T>(
        Func<CancellationToken, Task<Outcome<T>>> attempt, TimeProvider time, CancellationToken cancel) where T : notnull
    {
        var start = time.GetTimestamp();
        var pipeline = new ResiliencePipelineBuilder<Outcome<T>> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<Outcome<T>>
            {
                MaxRetryAttempts = Most,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromMilliseconds(500),
                MaxDelay = TimeSpan.FromSeconds(20),
                ShouldHandle = arguments => ValueTask.FromResult(
                    arguments.Outcome.Result?.Problem is { IsTransient: true } problem
                    && time.GetElapsedTime(start) + (problem.RetryAfter ?? TimeSpan.Zero) < Longest),
                DelayGenerator = arguments => ValueTask.FromResult(arguments.Outcome.Result?.Problem?.RetryAfter),
            })
            .Build();
        return await pipeline.ExecuteAsync(async token => await attempt(token), cancel);
    }
}
