using System.Data.Common;
using System.Runtime.InteropServices;
using Dapper;
using Pmo.AuditLog.Search;

namespace Pmo.AuditLog.Storage;

/// <summary>When the last entry of a chunk was, in milliseconds since 1970.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ChunkEnd(long LastAt, long Chunk);

/// <summary>When the entries of each chunk were, in the database. Thread-safe.</summary>
internal static class TimesTable
{
    public const string WindowSql =
        """
        SELECT last_at AS LastAt, chunk FROM audit_times
        WHERE (last_at, chunk) < (@at, @chunk) AND last_at >= @from AND first_at <= @to AND chunk < @newest ORDER BY last_at DESC, chunk DESC LIMIT @most
        """;

    /// <summary>Writes the times of chunks over those that are there.</summary>
    /// <param name="chunks">Of each the times from its first place on.</param>
    /// <param name="transaction">The caller's.</param>
    public static Task PutAsync(IEnumerable<(long Chunk, List<long> Times)> chunks, DbTransaction transaction) => SqlRows.InsertAsync(
        "INSERT INTO audit_times (chunk, first_at, last_at, ats) VALUES",
        "ON CONFLICT (chunk) DO UPDATE SET first_at = excluded.first_at, last_at = excluded.last_at, ats = excluded.ats",
        chunks.Select(chunk => new object[]
        {
            chunk.Chunk, chunk.Times.Where(at => at != ChunkTimes.Gap).Min(), chunk.Times.Max(), ChunkTimes.Of(chunk.Times).Ats,
        }),
        transaction);

    /// <summary>The newest chunk, the only one that still changes; null when there is none.</summary>
    public static Task<long?> NewestAsync(DbConnection connection) => connection.ExecuteScalarAsync<long?>("SELECT max(chunk) FROM audit_times");

    /// <summary>Chunks below the newest one with entries from one time to another, both included: those whose last entry is newest first.</summary>
    /// <param name="after">The last one of the window before.</param>
    /// <param name="newest">As <see cref="NewestAsync"/> tells.</param>
    /// <param name="from">Milliseconds since 1970.</param>
    /// <param name="to">Milliseconds since 1970.</param>
    /// <param name="most">So many.</param>
    /// <param name="connection">The caller's.</param>
    public static async Task<List<ChunkEnd>> WindowAsync(ChunkEnd after, long newest, long from, long to, int most, DbConnection connection) =>
        (await connection.QueryAsync<ChunkEnd>(WindowSql, new { at = after.LastAt, chunk = after.Chunk, newest, from, to, most })).AsList();

    /// <summary>The times of chunks.</summary>
    public static async Task<List<(long Chunk, ChunkTimes Times)>> ReadAsync(IEnumerable<long> chunks, DbConnection connection) =>
        (await connection.QueryAsync<(long Chunk, byte[] Ats)>("SELECT chunk, ats FROM audit_times WHERE chunk IN @chunks", new { chunks = SqlList.Of(chunks) }))
            .Select(row => (row.Chunk, new ChunkTimes(row.Ats))).ToList();
}
