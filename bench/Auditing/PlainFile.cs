using System.Threading.Channels;

namespace Pmo.Bench.Auditing;

/// <summary>The peer: a file to which what waits is appended in one write and one fsync. It promises its writers what the log does, and nothing else.</summary>
internal sealed class PlainFile : IAsyncDisposable
{
    private readonly Channel<(byte[] Bytes, TaskCompletionSource Done)> _queue = Channel.CreateUnbounded<(byte[], TaskCompletionSource)>();
    private readonly FileStream _file;
    private readonly Task _pump;

    public PlainFile(string file)
    {
        _file = new FileStream(file, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        _pump = Task.Run(PumpAsync);
    }

    public Task AppendAsync(byte[] bytes)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _queue.Writer.TryWrite((bytes, done));
        return done.Task;
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.Complete();
        await _pump;
        await _file.DisposeAsync();
    }

    private async Task PumpAsync()
    {
        var batch = new List<TaskCompletionSource>();
        using var buffer = new MemoryStream();
        while (await _queue.Reader.WaitToReadAsync())
        {
            while (_queue.Reader.TryRead(out var item))
            {
                buffer.Write(item.Bytes);
                batch.Add(item.Done);
            }

            _file.Write(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
            _file.Flush(flushToDisk: true);
            buffer.SetLength(0);
            batch.ForEach(done => done.SetResult());
            batch.Clear();
        }
    }
}
