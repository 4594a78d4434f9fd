using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Pmo.AuditLog.Tests.Verify;

/// <summary>A file that is only looked at.</summary>
internal sealed class ReadOnlyFile(string file) : ILogDatabase
{
    public async Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken cancellation)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync(cancellation);
        return await read(connection);
    }

    public Task<T> WriteAsync<T>(Func<DbTransaction, Task<T>> write, CancellationToken cancellation) => throw new NotSupportedException();

    public Task AppendAsync(Func<DbTransaction, Task> append, CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask<long?> RunAsync(string sql, object?[] values, DbTransaction transaction) => throw new NotSupportedException();
}
