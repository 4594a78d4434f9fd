using System.Data.Common;
using Dapper;
using Pmo.AuditLog.Entries;

namespace Pmo.AuditLog.Storage;

/// <summary>The entries in the database. Thread-safe.</summary>
internal static class EntryTable
{
    private const string Insert =
        """
        INSERT INTO audit_entries (seq, id, at, kind, salt, entry, leaf)
        VALUES ((SELECT coalesce(max(seq) + 1, 0) FROM audit_entries), @id, @at, @kind, @salt, @entry, @leaf)
        """;

    // One way to the server and back less; on SQLite it takes as long as the insertion.
    private const string InsertReturning = Insert + " RETURNING seq";
    private const string Inserted = "SELECT last_insert_rowid()";

    private const string FromOn = "seq >= @from ORDER BY seq LIMIT @to";

    /// <returns>Its place.</returns>
    public static async ValueTask<long> AppendAsync(LogRow row, ILogDatabase database, DbTransaction transaction)
    {
        object?[] values = [row.Id, row.At, row.Kind, row.Salt, row.Entry, row.Leaf];
        if (!Engine.IsSqlite(transaction.Connection!))
        {
            return (await database.RunAsync(InsertReturning, values, transaction))!.Value;
        }

        await database.RunAsync(Insert, values, transaction);
        return (await database.RunAsync(Inserted, [], transaction))!.Value;
    }

    /// <summary>Rows from a place on, in order; a gap shows in their places.</summary>
    public static async Task<List<LogRow>> ReadAsync(long from, int most, DbConnection connection, CancellationToken cancellation)
    {
        await using var command = Select(FromOn, from, most, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<LogRow>();

        // SQLite's reads are not asynchronous, and there are millions of them.
        while (reader.Read())
        {
            rows.Add(RowOf(reader));
        }

        return rows;
    }

    /// <summary><see cref="ReadAsync"/> one at a time.</summary>
    public static Task<EntryCursor> OpenAsync(long from, int most, DbConnection connection, CancellationToken cancellation) =>
        EntryCursor.OpenAsync(Select(FromOn, from, most, connection), cancellation);

    /// <summary>Rows from one place through another, in order, one at a time.</summary>
    public static Task<EntryCursor> OpenRangeAsync(long from, long last, DbConnection connection, CancellationToken cancellation) =>
        EntryCursor.OpenAsync(Select("seq >= @from AND seq <= @to ORDER BY seq", from, last, connection), cancellation);

    /// <summary>The first place from one on that is taken; null when none is.</summary>
    public static Task<long?> NextAsync(long from, DbConnection connection) =>
        connection.ExecuteScalarAsync<long?>("SELECT min(seq) FROM audit_entries WHERE seq >= @from", new { from });

    /// <summary>Commitments of consecutive places; fewer when there is a gap or an end.</summary>
    public static async Task<List<byte[]>> ReadLeavesAsync(long from, int count, DbConnection connection) =>
        (await connection.QueryAsync<byte[]>(
            "SELECT leaf FROM audit_entries WHERE seq >= @from AND seq < @to ORDER BY seq", new { from, to = from + count })).AsList();

    /// <summary>The place of the entry with an id; null when there is none.</summary>
    public static Task<long?> PlaceAsync(string id, DbConnection connection) =>
        connection.ExecuteScalarAsync<long?>("SELECT seq FROM audit_entries WHERE id = @id", new { id });

    /// <summary>The id of the entry at a place; null when there is none, or it is no text.</summary>
    public static async Task<string?> IdAsync(long seq, DbConnection connection) =>
        await connection.ExecuteScalarAsync<object>("SELECT id FROM audit_entries WHERE seq = @seq", new { seq }) as string;

    /// <summary>How many places are taken: the last one and one.</summary>
    public static async Task<long> SizeAsync(DbConnection connection) => await LastAsync(connection) is { } last ? After(last) : 0;

    /// <summary>The place after one, which may be the last of all numbers in a log that was tampered with.</summary>
    public static long After(long seq) => Math.Min(seq, long.MaxValue - 1) + 1;

    /// <summary>The last place that is taken; null when none is.</summary>
    public static Task<long?> LastAsync(DbConnection connection) => connection.ExecuteScalarAsync<long?>("SELECT max(seq) FROM audit_entries");

    /// <summary>Places, from one on, whose details are due to be erased.</summary>
    public static async Task<List<long>> DueAsync(long from, long before, int most, DbConnection connection) => (await connection.QueryAsync<long>(
        "SELECT seq FROM audit_entries WHERE seq >= @from AND salt IS NOT NULL AND at < @before ORDER BY seq LIMIT @most",
        new { from, before, most })).AsList();

    /// <summary>How many of the entries from one place to another, both included, have had their details erased.</summary>
    public static Task<long> ErasedAsync(long first, long last, DbConnection connection) => connection.ExecuteScalarAsync<long>(
        "SELECT count(*) FROM audit_entries WHERE seq BETWEEN @first AND @last AND salt IS NULL", new { first, last });

    /// <summary>Leaves of an entry what stays.</summary>
    public static Task EraseAsync(long seq, byte[] kept, DbTransaction transaction) => transaction.Connection!.ExecuteAsync(
        "UPDATE audit_entries SET salt = NULL, entry = @kept WHERE seq = @seq", new { seq, kept }, transaction);

    /// <summary>Whether entries of the plain form wait to be taken over.</summary>
    public static async Task<bool> HasPlainAsync(DbConnection connection) =>
        // Only SQLite ever had that form.
        Engine.IsSqlite(connection)
        && await connection.ExecuteScalarAsync<long>("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'audit_plain'") > 0;

    /// <summary>The stored bytes of the plain form's entries after a place, in order.</summary>
    public static async Task<List<(long Seq, byte[] Entry)>> ReadPlainAsync(long after, int most, DbTransaction transaction) =>
        (await transaction.Connection!.QueryAsync<(long, byte[])>(
            "SELECT seq, entry FROM audit_plain WHERE seq > @after ORDER BY seq LIMIT @most", new { after, most }, transaction)).AsList();

    public static Task DropPlainAsync(DbTransaction transaction) =>
        transaction.Connection!.ExecuteAsync("DROP TABLE audit_plain", transaction: transaction);

    /// <summary>The row that a reader of these columns stands on.</summary>
    public static LogRow RowOf(DbDataReader reader) => new(
        reader.GetInt64(0), reader.GetValue(1) as string, reader.GetValue(2) as long?, reader.GetValue(3) as string,
        reader.GetValue(4) as byte[], reader.GetValue(5) as byte[], reader.GetValue(6) as byte[]);

    private static DbCommand Select(string where, long from, long to, DbConnection connection)
    {
        var command = connection.CreateCommand();
        command.CommandText = "SELECT seq, id, at, kind, salt, entry, leaf FROM audit_entries WHERE " + where;
        Add(command, "@from", from);
        Add(command, "@to", to);
        return command;
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }
}
