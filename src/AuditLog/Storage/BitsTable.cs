using System.Data.Common;
using Dapper;
using Pmo.AuditLog.Search;

namespace Pmo.AuditLog.Storage;

/// <summary>Under which words the places of each chunk are, in the database. Thread-safe.</summary>
internal static class BitsTable
{
    public const string ReadSql = "SELECT word, chunk, bits FROM audit_bits WHERE word IN @words AND chunk IN @chunks";

    // The order of the tables is that of the search: CROSS JOIN keeps SQLite to it.
    public const string PairsSql =
        """
        SELECT b.word, b.bits, o.bits, CASE WHEN t.first_at < @from OR t.last_at >= @until THEN t.ats END
        FROM audit_times t CROSS JOIN audit_bits o CROSS JOIN audit_bits b
        WHERE t.last_at >= @from AND t.first_at < @until AND o.word = @other AND o.chunk = t.chunk AND b.word IN @words AND b.chunk = t.chunk
        """;

    /// <summary>Writes sets over those that are there.</summary>
    public static Task PutAsync(IEnumerable<(long Word, long Chunk, byte[] Bits)> sets, DbTransaction transaction) => SqlRows.InsertAsync(
        "INSERT INTO audit_bits (word, chunk, bits) VALUES", "ON CONFLICT (word, chunk) DO UPDATE SET bits = excluded.bits",
        sets.Select(set => new object[] { set.Word, set.Chunk, set.Bits }), transaction);

    /// <summary>The places of chunks that are under one word at least; chunks without any are left out.</summary>
    /// <param name="words">Their numbers.</param>
    /// <param name="chunks">At most 1,000 chunks.</param>
    /// <param name="connection">The caller's.</param>
    public static async Task<Dictionary<long, ChunkBits>> ReadAsync(IEnumerable<long> words, IEnumerable<long> chunks, DbConnection connection)
    {
        var (places, list) = (new Dictionary<long, ChunkBits>(), chunks.ToList());
        foreach (var slice in words.Chunk(SqlList.Most))
        {
            foreach (var (_, chunk, bits) in await QueryAsync(slice, list, connection))
            {
                places[chunk] = places.GetValueOrDefault(chunk) | new ChunkBits(bits);
            }
        }

        return places;
    }

    /// <summary>For each of some words the places that are under another one too, chunk by chunk, within a time.</summary>
    /// <param name="words">Numbers, at most 1,000.</param>
    /// <param name="other">Number of the other word.</param>
    /// <param name="from">Inclusive, milliseconds since 1970.</param>
    /// <param name="until">Exclusive.</param>
    /// <param name="connection">The caller's.</param>
    /// <returns>The number, the places, and their times when some of the chunk may be outside.</returns>
    public static async IAsyncEnumerable<(long Word, ChunkBits Places, byte[]? Ats)> PairsAsync(
        IEnumerable<long> words, long other, long from, long until, DbConnection connection)
    {
        var rows = connection.QueryUnbufferedAsync<(long, byte[], byte[], byte[]?)>(PairsSql, new { words = SqlList.Of(words), other, from, until });
        await foreach (var (word, bits, others, ats) in rows)
        {
            yield return (word, new ChunkBits(bits) & new ChunkBits(others), ats);
        }
    }

    /// <summary>Takes places from under words.</summary>
    /// <param name="sets">What goes.</param>
    /// <param name="transaction">The caller's.</param>
    public static async Task RemoveAsync(IReadOnlyCollection<(long Word, long Chunk, ChunkBits Places)> sets, DbTransaction transaction)
    {
        var gone = sets.ToDictionary(set => (set.Word, set.Chunk), set => set.Places);
        var chunks = gone.Keys.Select(key => key.Chunk).Distinct().ToList();
        foreach (var slice in gone.Keys.Select(key => key.Word).Distinct().Chunk(SqlList.Most))
        {
            var left = (await QueryAsync(slice, chunks, transaction.Connection!))
                .Where(row => gone.ContainsKey((row.Word, row.Chunk)))
                .Select(row => (row.Word, row.Chunk, new ChunkBits(row.Bits).Without(gone[(row.Word, row.Chunk)]).ToArray()));
            await PutAsync(left, transaction);
            await transaction.Connection!.ExecuteAsync(
                "DELETE FROM audit_bits WHERE word IN @words AND chunk IN @chunks AND bits = @none",
                new { words = SqlList.Of(slice), chunks = SqlList.Of(chunks), none = new byte[ChunkBits.Size] },
                transaction);
        }
    }

    private static async Task<List<(long Word, long Chunk, byte[] Bits)>> QueryAsync(IEnumerable<long> words, IEnumerable<long> chunks, DbConnection connection) =>
        (await connection.QueryAsync<(long, long, byte[])>(ReadSql, new { words = SqlList.Of(words), chunks = SqlList.Of(chunks) })).AsList();
}
