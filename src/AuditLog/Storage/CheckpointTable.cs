using System.Data.Common;
using Dapper;

namespace Pmo.AuditLog.Storage;

/// <summary>The signed checkpoints in the database. Thread-safe.</summary>
internal static class CheckpointTable
{
    private const long Kept = 4096;

    /// <summary>Adds one; among <see cref="Kept"/> entries, it takes the place of the one before.</summary>
    public static Task InsertAsync(long size, string note, DbTransaction transaction) => transaction.Connection!.ExecuteAsync(
        """
        DELETE FROM audit_checkpoints WHERE size >= @begin AND size < @size;
        INSERT INTO audit_checkpoints (size, note) VALUES (@size, @note) ON CONFLICT DO NOTHING
        """,
        new { size, begin = size / Kept * Kept, note }, transaction);

    /// <summary>The newest; null when there is none.</summary>
    public static Task<string?> NewestAsync(DbConnection connection) =>
        connection.ExecuteScalarAsync<string?>("SELECT note FROM audit_checkpoints ORDER BY size DESC LIMIT 1");

    /// <summary>All, by size.</summary>
    public static async Task<List<(long Size, string? Note)>> AllAsync(DbConnection connection) => (await connection.QueryAsync(
        "SELECT size, note FROM audit_checkpoints ORDER BY size")).Select(r => ((long)r.size, r.note as string)).ToList();
}
