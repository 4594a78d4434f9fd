using System.Data.Common;
using Pmo.Matching.Tokens;

namespace Pmo.Matching.Storage;

/// <summary>
/// The records of some persons, or of some family cards, that are not restricted; one at a time, in no order. Never a join with another table, so that the
/// records can lie divided by pseudonym, and their parts on other servers. Not thread-safe.
/// </summary>
internal abstract class RecordSearch : IAsyncDisposable
{
    /// <param name="connection">Within a transaction.</param>
    /// <param name="columns">Of <c>records</c>, with commas; the other methods number them from 0 and are null where the column is.</param>
    /// <param name="key"><c>pseudonym</c> or <c>household</c>.</param>
    /// <param name="wanted">Whose; one may stand there more than once.</param>
    public static RecordSearch Open(DbConnection connection, string columns, string key, IEnumerable<Pseudonym> wanted) =>
        Dialect.SearchRecords(connection, columns, key, wanted);

    /// <summary>Moves on; false after the last.</summary>
    public abstract ValueTask<bool> ReadAsync(CancellationToken cancellation);

    public abstract long? Number(int column);

    public abstract Pseudonym? Person(int column);

    public abstract string? Text(int column);

    public abstract ValueTask DisposeAsync();
}
