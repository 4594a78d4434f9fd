using System.Data.Common;

namespace Pmo.Hosting.Storage;

/// <summary>The one connection that this process writes with under the write lock, kept open so that its statements stay prepared. Not thread-safe.</summary>
internal interface IWriterConnection : IDisposable
{
    /// <summary>Whether all pages that change behind a savepoint are kept in memory, as they were, until it is removed.</summary>
    bool SavepointsTakeMemory { get; }

    /// <summary>Begins a transaction that holds the write lock.</summary>
    Task<DbTransaction> BeginAsync();

    /// <summary>Sets a savepoint.</summary>
    Task MarkAsync(DbTransaction transaction);

    /// <summary>Undoes what came after the savepoint; throws when the transaction has ended by itself.</summary>
    Task GoBackAsync(DbTransaction transaction);

    /// <summary>Removes the savepoint; throws when the transaction has ended by itself, or can only be undone.</summary>
    Task KeepAsync(DbTransaction transaction);

    /// <summary>Throws when what would be committed now would be lost.</summary>
    void EnsureThere();

    /// <summary>After a failure: the next transaction has a new connection.</summary>
    void Drop();
}
