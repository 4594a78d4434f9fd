using System.Data.Common;
using Dapper;

namespace Pmo.AuditLog.Storage;

/// <summary>The log's key in the database. Thread-safe.</summary>
internal static class KeyTable
{
    /// <summary>The verifier key and the sealed private key; null before the first start.</summary>
    public static async Task<(string Verifier, byte[] Sealed)?> ReadAsync(DbConnection connection, DbTransaction? transaction = null) =>
        (await connection.QueryAsync<(string, byte[])>("SELECT verifier, sealed FROM audit_key WHERE id = 1", transaction: transaction))
            .Select(k => ((string, byte[])?)k).SingleOrDefault();

    public static Task InsertAsync(string verifier, byte[] sealedKey, DbTransaction transaction) => transaction.Connection!.ExecuteAsync(
        "INSERT INTO audit_key (id, verifier, sealed) VALUES (1, @verifier, @sealedKey)", new { verifier, sealedKey }, transaction);
}
