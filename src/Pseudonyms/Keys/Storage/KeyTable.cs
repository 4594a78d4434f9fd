using System.Data.Common;
using Dapper;
using Pmo.Hosting.Storage;
using Pmo.Protocol.Inputs;
using Pmo.Protocol.Keys;

namespace Pmo.Pseudonyms.Keys.Storage;

/// <summary>The stored keys, and how often each has been used. Thread-safe.</summary>
internal sealed class KeyTable(Database database)
{
    /// <summary>Reads the current epoch; without one, stores what <paramref name="make"/> gives. One transaction, so that two replicas agree.</summary>
    public Task<(StoredKeys Keys, bool Made)> ReadOrAddAsync(Func<StoredKeys> make) => database.WriteAsync(
        async transaction =>
        {
            var made = false;
            if (await ReadAsync(transaction) is not { } keys)
            {
                keys = make();
                await AddAsync(keys, transaction);
                made = true;
            }

            return (keys, made);
        },
        CancellationToken.None);

    /// <summary>Runs <paramref name="write"/> unless the epoch's pairing was exported before, and remembers it.</summary>
    /// <returns>Whether it ran.</returns>
    public Task<bool> ExportOnceAsync(string epoch, bool again, DateTimeOffset now, Action write) => database.WriteAsync(
        async transaction =>
        {
            var marked = await transaction.Connection!.ExecuteAsync(
                "UPDATE epochs SET exported_at = @now WHERE epoch = @epoch AND (exported_at IS NULL OR @again)",
                new { epoch, again, now = now.ToUnixTimeSeconds() },
                transaction);
            if (marked == 1)
            {
                write();
            }

            return marked == 1;
        },
        CancellationToken.None);

    /// <summary>How many elements each key of the epoch has evaluated, canaries included.</summary>
    public Task<IReadOnlyList<(KeyId Key, long Evaluations)>> UseAsync(string epoch, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<(KeyId, long)>>(
            async connection =>
            {
                var rows = await connection.QueryAsync<(string Kind, int Version, long Evaluations)>(
                    "SELECT kind, version, evaluations FROM master_keys WHERE epoch = @epoch ORDER BY kind", new { epoch });
                return [.. rows.Select(r => (KeyId.Of(Kind(r.Kind), epoch, r.Version), r.Evaluations))];
            },
            cancellation);

    private static IdentityKind Kind(string name) =>
        IdentityKind.TryParse(name, out var kind) ? kind : throw new InvalidOperationException("A stored key is of an unknown kind.");

    private static async Task<StoredKeys?> ReadAsync(DbTransaction transaction)
    {
        var connection = transaction.Connection!;
        var epoch = await connection.QuerySingleOrDefaultAsync<EpochRow>(
            "SELECT epoch, not_before, wrapped_key, sealed_pair_key FROM epochs WHERE state = 'current'", transaction: transaction);
        if (epoch is null)
        {
            return null;
        }

        var masters = await connection.QueryAsync<MasterRow>(
            "SELECT kind, version, sealed_scalar FROM master_keys WHERE epoch = @Epoch", epoch, transaction);
        var statementKey = await connection.ExecuteScalarAsync<byte[]>("SELECT wrapped_key FROM statement_key", transaction: transaction);
        return new StoredKeys(
            epoch.Epoch,
            epoch.NotBefore,
            epoch.WrappedKey,
            epoch.SealedPairKey,
            statementKey ?? [],
            [.. masters.Select(m => new StoredMaster(m.Kind, m.Version, m.SealedScalar))]);
    }

    private static async Task AddAsync(StoredKeys keys, DbTransaction transaction)
    {
        var connection = transaction.Connection!;
        await connection.ExecuteAsync(
            """
            INSERT INTO epochs (epoch, state, wrapped_key, sealed_pair_key, not_before)
            VALUES (@Epoch, 'current', @WrappedKey, @SealedPairKey, @NotBefore)
            """,
            new { keys.Epoch, keys.WrappedKey, keys.SealedPairKey, keys.NotBefore },
            transaction);
        await connection.ExecuteAsync(
            "INSERT INTO master_keys (epoch, kind, version, sealed_scalar) VALUES (@Epoch, @Kind, @Version, @SealedScalar)",
            keys.Masters.Select(m => new { keys.Epoch, m.Kind, m.Version, m.SealedScalar }),
            transaction);
        await connection.ExecuteAsync(
            "INSERT INTO statement_key (id, wrapped_key) VALUES (1, @WrappedStatementKey)", new { keys.WrappedStatementKey }, transaction);
    }

    // As SQLite types them: Dapper fits properties, not constructors, to its 64-bit integers.
    private sealed class EpochRow
    {
        public required string Epoch { get; init; }

        public required long NotBefore { get; init; }

        public required byte[] WrappedKey { get; init; }

        public required byte[] SealedPairKey { get; init; }
    }

    private sealed class MasterRow
    {
        public required string Kind { get; init; }

        public required int Version { get; init; }

        public required byte[] SealedScalar { get; init; }
    }
}
