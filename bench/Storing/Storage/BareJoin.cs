using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;
using NpgsqlTypes;

namespace Pmo.Bench.Storing.Storage;

/// <summary>What a database does by itself: a table of those who are asked for, joined with the records by their primary key. One connection's own.</summary>
internal static class BareJoin
{
    /// <summary>The join as the database plans it, and person by person along the index, where it would rather go through all records.</summary>
    public static IReadOnlyList<string> Plans { get; } = ["planned", "along the index"];

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
    /// <param name="connection">The prepared one.</param>
    /// <param name="plan">Of <see cref="Plans"/>.</param>
    /// <param name="cancellation">Stops between two records.</param>
    public static async Task<int> RunAsync(DbConnection connection, string plan, CancellationToken cancellation)
    {
        // SQLite keeps to the order of a CROSS JOIN; PostgreSQL is told what not to use.
        var isAlong = plan == Plans[1];
        if (connection is NpgsqlConnection)
        {
            await connection.ExecuteAsync(isAlong ? "SET enable_hashjoin = off; SET enable_mergejoin = off" : "RESET enable_hashjoin; RESET enable_mergejoin");
        }

        await using var command = connection.CreateCommand();
        command.CommandText =
            $"""
            SELECT r.pseudonym, r.upload, r.aid_type, r.amount, r.period, r.region, r.delivered, r.household
            FROM wanted w {(isAlong ? "CROSS JOIN" : "JOIN")} records r {(isAlong ? "WHERE" : "ON")} r.pseudonym = w.pseudonym {(isAlong ? "AND" : "WHERE")} r.restricted = 0
            """;
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var found = 0;
        while (await reader.ReadAsync(cancellation))
        {
            found++;
        }

        return found;
    }
}
