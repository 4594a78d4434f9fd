namespace Pmo.Hosting.Work;

/// <summary>Runs arithmetic that takes many milliseconds.</summary>
public static class LongArithmetic
{
    /// <summary>Runs it on a thread of its own: on the pool's it would hold up every request.</summary>
    public static Task<T> RunAsync<T>(Func<T> compute, CancellationToken cancellation) => Task.Factory.StartNew(
        compute, cancellation, TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach, TaskScheduler.Default);
}
