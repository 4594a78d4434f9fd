using System.Globalization;
using Dapper;
using Pmo.Hosting.Storage;

namespace Pmo.Identity.SigningKeys.Storage;

/// <summary>A stored key, private part encrypted.</summary>
internal sealed record StoredKey(string Kid, byte[] ProtectedKey);

/// <summary>The table of signing keys. Thread-safe.</summary>
internal sealed class SigningKeyStore(Database database, TimeProvider time)
{
    private const string Select = "SELECT kid, protected_key FROM signing_keys ORDER BY created_at DESC, kid";

    /// <summary>All keys, newest first.</summary>
    public Task<IReadOnlyList<StoredKey>> ReadAsync(CancellationToken cancellation) => database.ReadAsync(
        async connection => (IReadOnlyList<StoredKey>)(await connection.QueryAsync<StoredKey>(Select)).AsList(), cancellation);

    /// <summary>Puts the key in if there is none yet: of processes that start at once, one wins and all read its key.</summary>
    /// <returns>All keys, newest first.</returns>
    public Task<IReadOnlyList<StoredKey>> AddFirstAsync(StoredKey key, CancellationToken cancellation) => database.WriteAsync(
        async transaction =>
        {
            await transaction.Connection!.ExecuteAsync(
                """
                INSERT INTO signing_keys (kid, protected_key, created_at)
                SELECT @Kid, @ProtectedKey, @createdAt WHERE NOT EXISTS (SELECT 1 FROM signing_keys)
                """,
                new { key.Kid, key.ProtectedKey, createdAt = time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture) },
                transaction);
            return (IReadOnlyList<StoredKey>)(await transaction.Connection!.QueryAsync<StoredKey>(Select, transaction: transaction)).AsList();
        },
        cancellation);
}
