using System.Data.Common;
using Pmo.AuditLog;
using Pmo.Testing.Faults;

namespace Pmo.LogWriter;

/// <summary>The marked points of an append and of a checkpoint.</summary>
internal sealed class DyingDatabase(ILogDatabase inner, MarkedPoint point) : ILogDatabase
{
    public async Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken cancellation)
    {
        var result = await inner.ReadAsync(read, cancellation);
        point.Pass("read");
        return result;
    }

    public async Task<T> WriteAsync<T>(Func<DbTransaction, Task<T>> write, CancellationToken cancellation)
    {
        var result = await inner.WriteAsync(
            async transaction =>
            {
                point.Pass("before-write");
                var done = await write(transaction);
                point.Pass("after-write");
                return done;
            },
            cancellation);
        point.Pass("after-commit");
        return result;
    }

    public async Task AppendAsync(Func<DbTransaction, Task> append, CancellationToken cancellation)
    {
        await inner.AppendAsync(
            async transaction =>
            {
                point.Pass("before-write");
                await append(transaction);
                point.Pass("after-write");
            },
            cancellation);
        point.Pass("after-commit");
    }

    public ValueTask<long?> RunAsync(string sql, object?[] values, DbTransaction transaction) => inner.RunAsync(sql, values, transaction);
}
