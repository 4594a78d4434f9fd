namespace Pmo.AuditLog.Verify;

/// <summary>Collects faults; the report names the first bad entry first. Not thread-safe.</summary>
internal sealed class FaultList
{
    private const int Most = 100;
    private readonly List<LogFault> _faults = [];

    public void Add(FaultKind kind, long first, long last) => Add(new LogFault(kind, first, last));

    public void Add(LogFault fault)
    {
        // Of many, the earliest are kept: what follows from a fault comes after it.
        _faults.Add(fault);
        if (_faults.Count > 2 * Most)
        {
            _faults.Sort((a, b) => a.First.CompareTo(b.First));
            _faults.RemoveRange(Most, _faults.Count - Most);
        }
    }

    /// <summary>Whether a fault lies within a range; what is less exact need not be said then.</summary>
    public bool AnyIn(long first, long last) => _faults.Exists(f => f.First >= first && f.First <= last);

    public IReadOnlyList<LogFault> ToList() => [.. _faults.OrderBy(f => f.First).ThenBy(f => f.Last).ThenBy(f => f.Kind).Take(Most)];
}
