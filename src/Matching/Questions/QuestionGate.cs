namespace Pmo.Matching.Questions;

/// <summary>A question reads all records: one at a time of each partner, and two over all. Nobody waits. Thread-safe.</summary>
internal sealed class QuestionGate
{
    private const int Most = 2;
    private readonly Lock _lock = new();
    private readonly HashSet<string> _asking = new(StringComparer.Ordinal);

    /// <summary>Dispose the turn to end it; null when there is none now.</summary>
    public IDisposable? TryEnter(string partner)
    {
        lock (_lock)
        {
            return _asking.Count < Most && _asking.Add(partner) ? new Turn(this, partner) : null;
        }
    }

    private sealed class Turn(QuestionGate gate, string partner) : IDisposable
    {
        public void Dispose()
        {
            lock (gate._lock)
            {
                gate._asking.Remove(partner);
            }
        }
    }
}
