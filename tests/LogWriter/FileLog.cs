using System.Data.Common;
using Pmo.AuditLog;
using Pmo.AuditLog.Keys;
using Pmo.Hosting.Storage;

namespace Pmo.LogWriter;

/// <summary>A log in a SQLite file of its own, through the services' own storage.</summary>
/// <param name="database">Where it is.</param>
public sealed class FileLog(Database database) : ILogDatabase, IDisposable
{
    /// <summary>The migrations of the log.</summary>
    public static MigrationSet Migrations { get; } = new("audit", typeof(IAuditLog).Assembly);

    /// <summary>The database.</summary>
    public Database Database { get; } = database;

    /// <summary>Opens or makes the file.</summary>
    public static async Task<FileLog> OpenAsync(string file, TimeProvider time) => new(await Database.OpenAsync(file, time, Migrations));

    /// <summary>Opens or makes a schema of PostgreSQL.</summary>
    public static async Task<FileLog> ConnectAsync(string connectionString, TimeProvider time) =>
        new(await Database.ConnectAsync(connectionString, time, Migrations));

    /// <inheritdoc/>
    public Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken cancellation) => Database.ReadAsync(read, cancellation);

    /// <inheritdoc/>
    public Task<T> WriteAsync<T>(Func<DbTransaction, Task<T>> write, CancellationToken cancellation) => Database.WriteAsync(write, cancellation);

    /// <inheritdoc/>
    public Task AppendAsync(Func<DbTransaction, Task> append, CancellationToken cancellation) => Database.AppendAsync(append, cancellation);

    /// <inheritdoc/>
    public ValueTask<long?> RunAsync(string sql, object?[] values, DbTransaction transaction) => Database.RunAsync(sql, values, transaction);

    /// <inheritdoc/>
    public void Dispose() => Database.Dispose();
}

/// <summary>Seals nothing: what is tried out here has no secrets.</summary>
public sealed class OpenGuard : ILogKeyGuard
{
    /// <inheritdoc/>
    public byte[] Seal(byte[] secret) => [.. secret];

    /// <inheritdoc/>
    public byte[] Open(byte[] sealedSecret) => [.. sealedSecret];
}
