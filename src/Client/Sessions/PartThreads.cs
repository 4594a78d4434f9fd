using System.Collections.Concurrent;

namespace Pmo.Client.Sessions;

/// <summary>
/// The threads that compute parts. Each thread keeps the buffers of a part that it gave back, some megabytes, for its next one: if any thread of the pool
/// could compute a part, memory would grow with the threads that did, and so with the length of a list. Thread-safe.
/// </summary>
internal static class PartThreads
{
    /// <summary>As many as there are parts at a time; the cores share the work of each.</summary>
    private const int Count = PartRun.AtATime;

    private static readonly BlockingCollection<Action> Queue = Start();

    /// <summary>Runs <paramref name="work"/> on the next thread that is free. What it throws, awaiting the task throws.</summary>
    /// <param name="work">What takes long; looks for itself whether it is still wanted.</param>
    public static Task<T> RunAsync<T>(Func<T> work)
    {
        // What awaits it goes on elsewhere: a continuation here would keep the thread from the next part.
        var task = new Task<T>(work, TaskCreationOptions.RunContinuationsAsynchronously);
        Queue.Add(() => task.RunSynchronously(TaskScheduler.Default));
        return task;
    }

    private static BlockingCollection<Action> Start()
    {
        var queue = new BlockingCollection<Action>();
        for (var i = 0; i < Count; i++)
        {
            new Thread(() => Run(queue)) { IsBackground = true, Name = nameof(PartThreads) }.Start();
        }

        return queue;
    }

    private static void Run(BlockingCollection<Action> queue)
    {
        foreach (var work in queue.GetConsumingEnumerable())
        {
            work();
        }
    }
}
