using Pmo.AuditLog.Notes;

namespace Pmo.AuditLog.Verify;

/// <summary>What a verification found.</summary>
/// <param name="Entries">How many entries were read.</param>
/// <param name="Erased">Of these, how many have no details any more.</param>
/// <param name="Key">By whose key checkpoints were judged; null when there was none.</param>
/// <param name="Newest">The newest sound checkpoint; null when there is none.</param>
/// <param name="Faults">The first fault is that of the first bad entry; at most 100 are kept.</param>
public sealed record LogReport(long Entries, long Erased, NoteKey? Key, Checkpoint? Newest, IReadOnlyList<LogFault> Faults)
{
    /// <summary>Whether everything fits everything.</summary>
    public bool IsSound => Faults.Count == 0;
}
