using System.Data.Common;
using Dapper;
using Pmo.AuditLog.Tree;

namespace Pmo.AuditLog.Storage;

/// <summary>A tile as it lies in the database.</summary>
internal sealed record StoredTile(long Level, long Idx, byte[]? Hashes, byte[]? Root);

/// <summary>The full tiles in the database. Thread-safe.</summary>
internal static class TileTable
{
    // The same again is no fault: a checkpoint that failed left them, or another replica was first.
    public static Task InsertAsync(IEnumerable<FullTile> tiles, DbTransaction transaction) => transaction.Connection!.ExecuteAsync(
        "INSERT INTO audit_tiles (level, idx, hashes, root) VALUES (@level, @idx, @hashes, @root) ON CONFLICT DO NOTHING",
        tiles.Select(t => new { level = t.Path.Level, idx = t.Path.Index, hashes = t.Hashes, root = t.Root }),
        transaction);

    public static Task<byte[]?> HashesAsync(int level, long index, DbConnection connection) => connection.ExecuteScalarAsync<byte[]?>(
        "SELECT hashes FROM audit_tiles WHERE level = @level AND idx = @index", new { level, index });

    /// <summary>The roots of consecutive tiles: hashes of the level above.</summary>
    public static async Task<List<byte[]>> RootsAsync(int level, long from, int count, DbConnection connection) => (await connection.QueryAsync<byte[]>(
        "SELECT root FROM audit_tiles WHERE level = @level AND idx >= @from AND idx < @to ORDER BY idx", new { level, from, to = from + count })).AsList();

    /// <summary>Tiles of a level from an index on.</summary>
    public static async Task<List<StoredTile>> ReadAsync(int level, long from, int most, DbConnection connection) =>
        (await connection.QueryAsync("SELECT level, idx, hashes, root FROM audit_tiles WHERE level = @level AND idx >= @from ORDER BY idx LIMIT @most",
            new { level, from, most })).Select(r => new StoredTile((long)r.level, (long)r.idx, r.hashes as byte[], r.root as byte[])).ToList();

    /// <summary>How many tiles there are that a log of <paramref name="size"/> entries cannot have.</summary>
    public static Task<long> StrayAsync(long size, DbConnection connection) => connection.ExecuteScalarAsync<long>(
        """
        SELECT count(*) FROM audit_tiles
        WHERE level <> CAST(level AS BIGINT) OR idx <> CAST(idx AS BIGINT) OR idx < 0 OR idx >= CASE level
          WHEN 0 THEN @l0 WHEN 1 THEN @l1 WHEN 2 THEN @l2 WHEN 3 THEN @l3 WHEN 4 THEN @l4 WHEN 5 THEN @l5 WHEN 6 THEN @l6 ELSE 0 END
        """,
        new { l0 = size >> 8, l1 = size >> 16, l2 = size >> 24, l3 = size >> 32, l4 = size >> 40, l5 = size >> 48, l6 = size >> 56 });
}
