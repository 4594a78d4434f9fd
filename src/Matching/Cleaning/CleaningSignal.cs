using System.Threading.Channels;

namespace Pmo.Matching.Cleaning;

/// <summary>Wakes the cleaner before its time. Thread-safe.</summary>
internal sealed class CleaningSignal
{
    private readonly Channel<bool> _raised = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Raise() => _raised.Writer.TryWrite(true);

    public ValueTask<bool> WaitAsync(CancellationToken cancellation) => _raised.Reader.ReadAsync(cancellation);
}
