using System.Data.Common;

namespace Pmo.AuditLog;

/// <summary>Where entries go. Append-only. Thread-safe.</summary>
public interface IAuditLog
{
    /// <summary>Appends an entry; it is on disk when this returns. What cannot be appended must not be answered.</summary>
    Task AppendAsync(AuditEntry entry, CancellationToken cancellation);

    /// <summary>Appends an entry in the caller's own transaction, so that it stands or falls with what it records.</summary>
    Task AppendAsync(AuditEntry entry, DbTransaction transaction);

    /// <summary>Writes and hashes an entry at once, beside other writers rather than under the write lock.</summary>
    /// <returns>Appends it, once, in the caller's own transaction.</returns>
    Func<DbTransaction, Task> Prepare(AuditEntry entry);
}
