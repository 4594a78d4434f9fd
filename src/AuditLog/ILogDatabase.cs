using System.Data.Common;

namespace Pmo.AuditLog;

/// <summary>The database that a log lives in, with its migrations applied. Thread-safe.</summary>
public interface ILogDatabase
{
    /// <summary>Runs a read on a connection of its own.</summary>
    Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken cancellation);

    /// <summary>Runs a write in one transaction under the write lock; on disk when this returns.</summary>
    Task<T> WriteAsync<T>(Func<DbTransaction, Task<T>> write, CancellationToken cancellation);

    /// <summary>As <see cref="WriteAsync{T}"/>, for what nothing but a fault of the database or the log can refuse: others may fail with it.</summary>
    Task AppendAsync(Func<DbTransaction, Task> append, CancellationToken cancellation);

    /// <summary>Runs a statement that comes again with every entry, within a write; the database may keep it compiled.</summary>
    /// <param name="sql">One statement with parameters <c>@name</c>.</param>
    /// <param name="values">In the order in which the parameters first appear: long, string, byte[] or null.</param>
    /// <param name="transaction">The write's.</param>
    /// <returns>The whole number that it gives; null when it gives no row.</returns>
    ValueTask<long?> RunAsync(string sql, object?[] values, DbTransaction transaction);
}
