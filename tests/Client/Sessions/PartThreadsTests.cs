using System.Collections.Concurrent;
using Pmo.Client.Sessions;

namespace Pmo.Client.Tests.Sessions;

public sealed class PartThreadsTests
{
    [Fact]
    public async Task Few_threads_do_all_the_work()
    {
        var threads = new ConcurrentDictionary<int, bool>();
        var runs = Enumerable.Range(0, 50).Select(i => PartThreads.RunAsync(() =>
        {
            Thread.CurrentThread.IsThreadPoolThread.ShouldBeFalse();
            threads.TryAdd(Environment.CurrentManagedThreadId, true);
            return i;
        }));

        (await Task.WhenAll(runs)).ShouldBe(Enumerable.Range(0, 50));
        threads.Count.ShouldBeLessThanOrEqualTo(PartRun.AtATime);
    }

    [Fact]
    public async Task What_follows_the_work_does_not_keep_the_thread()
    {
        using var go = new ManualResetEventSlim();
        var work = PartThreads.RunAsync(() =>
        {
            go.Wait(TestContext.Current.CancellationToken);
            return Environment.CurrentManagedThreadId;
        });
        var after = work.ContinueWith(
            _ => Environment.CurrentManagedThreadId, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        go.Set();

        (await after).ShouldNotBe(await work);
    }

    [Fact]
    public async Task An_exception_is_the_callers()
    {
        await Should.ThrowAsync<InvalidOperationException>(PartThreads.RunAsync<int>(() => throw new InvalidOperationException()));
        await Should.ThrowAsync<OperationCanceledException>(PartThreads.RunAsync<int>(() => throw new OperationCanceledException()));
    }
}
