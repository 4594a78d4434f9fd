using System.Data.Common;

namespace Pmo.Hosting.Storage;

/// <summary>What differs between the engines. Thread-safe.</summary>
internal interface IStorageEngine : IDisposable
{
    StorageProvider Provider { get; }

    /// <summary>Makes a new, empty place fit for migrations, and refuses one that is not.</summary>
    /// <exception cref="Startup.StartupException">The operator can mend it.</exception>
    Task PrepareAsync();

    /// <summary>What an operator can mend of a failure at start; null when it is none of these.</summary>
    Startup.StartupException? Explain(DbException failure);

    /// <summary>A connection for the caller alone.</summary>
    ValueTask<DbConnection> TakeAsync(CancellationToken cancellation);

    /// <summary>Takes one back after a read that went well.</summary>
    void Give(DbConnection connection);

    /// <summary>Takes one back after a failure: it is not used again.</summary>
    void Discard(DbConnection connection);

    /// <summary>Begins a transaction that reads one state of the database and writes nothing.</summary>
    ValueTask<DbTransaction> BeginSnapshotAsync(DbConnection connection, CancellationToken cancellation);

    /// <summary>Another server that may answer reads; null when there is none.</summary>
    Postgres.PostgresStandby? Standby { get; }

    /// <summary>The connection under the write lock; one a process.</summary>
    IWriterConnection NewWriter();

    /// <inheritdoc cref="Database.RunAsync"/>
    ValueTask<long?> RunAsync(string sql, object?[] values, DbTransaction transaction);

    /// <summary>Begins a transaction that is not under the write lock; null where every write is.</summary>
    ValueTask<DbTransaction?> BeginAsideAsync(CancellationToken cancellation);
}
