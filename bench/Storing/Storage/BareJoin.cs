using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;
using NpgsqlTypes;

namespace Pmo.Bench.Storing.Storage;

/// <summary>What a database does by itself: a table of those who are asked for, joined with the records by their primary key. One connection's own.</summary>
internal static class BareJoin
{
    private const string Join =
        """
        SELECT r.pseudonym, r.upload, r.aid_type, r.amount, r.period, r.region, r.delivered, r.household
        FROM wanted w JOIN records r ON r.pseudonym = w.pseudonym WHERE r.restricted = 0
        """;

    /// <summary>Before the clock starts: the table, in order of its key, which is the best for the join.</summary>
    public static async Task PrepareAsync(DbConnection connection, IEnumerable<byte[]> wanted, CancellationToken cancellation)
    {
        if (connection is SqliteConnection)
        {
            await connection.ExecuteAsync("DROP TABLE IF EXISTS temp.wanted; CREATE TEMP TABLE wanted (pseudonym BLOB PRIMARY KEY) WITHOUT ROWID");
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            await connection.ExecuteAsync("INSERT INTO wanted (pseudonym) VALUES (@p)", wanted.Select(p => new { p }), transaction);
            await transaction.CommitAsync(cancellation);
            return;
        }

        await connection.ExecuteAsync("DROP TABLE IF EXISTS wanted; CREATE TEMP TABLE wanted (pseudonym BYTEA PRIMARY KEY)");
        await using (var copy = await ((NpgsqlConnection)connection).BeginBinaryImportAsync("COPY wanted (pseudonym) FROM STDIN (FORMAT BINARY)", cancellation))
        {
            foreach (var p in wanted)
            {
                await copy.StartRowAsync(cancellation);
                await copy.WriteAsync(p, NpgsqlDbType.Bytea, cancellation);
            }

            await copy.CompleteAsync(cancellation);
        }

        await connection.ExecuteAsync("ANALYZE wanted");
    }

    /// <summary>How many records it found; their columns come, and nobody reads them.</summary>
    public static async Task<int> RunAsync(DbConnection connection, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Join;
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var found = 0;
        while (await reader.ReadAsync(cancellation))
        {
            found++;
        }

        return found;
    }
}
