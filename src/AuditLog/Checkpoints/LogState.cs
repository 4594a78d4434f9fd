using Pmo.AuditLog.Notes;
using Pmo.AuditLog.Verify;

namespace Pmo.AuditLog.Checkpoints;

/// <summary>A checkpoint and the note that says it.</summary>
internal sealed record SignedCheckpoint(Checkpoint Checkpoint, string Note);

/// <summary>What a running log knows of itself. Thread-safe.</summary>
internal sealed class LogState
{
    private volatile SignedCheckpoint? _last;
    private volatile LogFault? _fault;

    /// <summary>The newest checkpoint that was signed or found; null before the log is opened.</summary>
    public SignedCheckpoint? Last
    {
        get => _last;
        set => _last = value;
    }

    /// <summary>Why nothing can be appended; null when all is well. Stays until a restart.</summary>
    public LogFault? Fault => _fault;

    public LogDamagedException Break(LogFault fault)
    {
        _fault ??= fault;
        return new LogDamagedException(_fault);
    }

    public void ThrowIfBroken()
    {
        if (_fault is { } fault)
        {
            throw new LogDamagedException(fault);
        }
    }
}
