using System.Data.Common;
using Pmo.AuditLog;
using Pmo.Hosting.Storage;

namespace Pmo.Gateway.Audit;

/// <summary>The log in the Gateway's own database, so that an entry stands or falls with what it records. Thread-safe.</summary>
internal sealed class LogDatabase(Database database) : ILogDatabase
{
    public Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken cancellation) => database.ReadAsync(read, cancellation);

    public Task<T> WriteAsync<T>(Func<DbTransaction, Task<T>> write, CancellationToken cancellation) => database.WriteAsync(write, cancellation);

    public Task AppendAsync(Func<DbTransaction, Task> append, CancellationToken cancellation) => database.AppendAsync(append, cancellation);

    public ValueTask<long?> RunAsync(string sql, object?[] values, DbTransaction transaction) => database.RunAsync(sql, values, transaction);
}
