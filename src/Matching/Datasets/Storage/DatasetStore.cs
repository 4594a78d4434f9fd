using System.Data.Common;
using Dapper;
using Pmo.Hosting.Storage;
using Pmo.Matching.Destructions;
using Pmo.Matching.Snapshots.Storage;
using Pmo.Protocol.Api;

namespace Pmo.Matching.Datasets.Storage;

/// <summary>Datasets. Thread-safe.</summary>
internal sealed class DatasetStore(Database database)
{
    private const string Columns =
        "key, id, owner, title, kind, unit, basis, retain_until, programme, aid_type, year, budget, reference, state, as_of, rows, without_nik, quality, audit";

    public Task<Dataset?> FindAsync(string id, CancellationToken cancellation) => database.ReadAsync(
        c => c.QuerySingleOrDefaultAsync<Dataset>($"SELECT {Columns} FROM datasets WHERE id = @id", new { id }), cancellation);

    /// <summary>Those with one of <paramref name="ids"/> or of <paramref name="owner"/>, by id.</summary>
    public Task<IReadOnlyList<Dataset>> ListAsync(IEnumerable<string> ids, string? owner, CancellationToken cancellation) =>
        database.ReadAsync(c => ListAsync(c, ids, owner), cancellation);

    public static async Task<IReadOnlyList<Dataset>> ListAsync(
        DbConnection connection, IEnumerable<string> ids, string? owner, DbTransaction? transaction = null) =>
        (await connection.QueryAsync<Dataset>(
            $"SELECT {Columns} FROM datasets WHERE id IN @ids OR owner = @owner ORDER BY id", new { ids = SqlList.Of(ids), owner }, transaction)).AsList();

    /// <summary>Makes a dataset, unless its id is taken.</summary>
    /// <returns>The dataset that has the id now.</returns>
    public Task<Dataset> CreateAsync(DatasetRequest request, string owner, string audit, CancellationToken cancellation) => database.WriteAsync(
        async transaction =>
        {
            await transaction.Connection!.ExecuteAsync(
                """
                INSERT INTO datasets
                  (id, owner, title, kind, unit, basis, retain_until, programme, aid_type, year, budget, reference, state, rows, audit, changes)
                VALUES (@Id, @owner, @Title, @Kind, @Unit, @Basis, @retain, @Programme, @AidType, @Year, @Budget, @Reference, @state, 0, @audit, 0)
                ON CONFLICT DO NOTHING
                """,
                new
                {
                    request.Id, owner, request.Title, request.Kind, request.Unit, request.Basis, retain = Dataset.WriteDay(request.RetainUntil),
                    request.Programme, request.AidType, request.Year, request.Budget, request.Reference, state = Dataset.Open, audit,
                },
                transaction);
            return await transaction.Connection!.QuerySingleAsync<Dataset>(
                $"SELECT {Columns} FROM datasets WHERE id = @id", new { id = request.Id }, transaction);
        },
        cancellation);

    /// <summary>Closes a dataset: from now on none of its records is visible, and no upload to it can end well. The cleaner destroys them.</summary>
    public Task CloseAsync(long key, CancellationToken cancellation) =>
        database.WriteAsync(transaction => CloseAsync(transaction, key, Destroyed.Closed), cancellation);

    /// <param name="transaction">Of the caller.</param>
    /// <param name="key">Which.</param>
    /// <param name="why">As the record of its destruction will say.</param>
    public static async Task CloseAsync(DbTransaction transaction, long key, string why)
    {
        await transaction.Connection!.ExecuteAsync(
            """
            UPDATE datasets SET
              changes = changes + 1, state = @closed, as_of = NULL, rows = 0, without_nik = NULL, quality = NULL, ending = @why
            WHERE key = @key
            """,
            new { closed = Dataset.Closed, key, why },
            transaction);
        await transaction.Connection!.ExecuteAsync(
            """
            UPDATE uploads SET state = CASE state WHEN 'open' THEN 'ended' ELSE 'superseded' END
            WHERE dataset = @key AND state IN ('open', 'committed')
            """,
            new { key },
            transaction);
        await SnapshotStore.RemoveAsync(transaction, key);
    }
}
