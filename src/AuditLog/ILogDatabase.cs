using System.Data.Common;

namespace Pmo.AuditLog;

/// <summary>The database that a log lives in, with its migrations applied. Thread-safe.</summary>
public interface ILogDatabase
{
    /// <summary>Runs a read on a connection of its own.</summary>
    Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken cancellation);

    /// <summary>Runs a write in one transaction under the write lock; on disk when this returns.</summary>
    Task<T> WriteAsync<T>(Func<DbTransaction, Task<T>> write, CancellationToken cancellation);
}
