using System.Data.Common;
using System.Globalization;
using Dapper;
using Pmo.Hosting.Storage;
using Pmo.Identity.Events;
using Pmo.Identity.Events.Storage;

namespace Pmo.Identity.SigningKeys.Storage;

/// <summary>The table of signing keys. Thread-safe.</summary>
internal sealed class SigningKeyStore(Database database, AccountEventTable events, KeySchedule schedule, TimeProvider time)
{
    private const string Select = "SELECT kid, protected_key, signs_from, signs_until, gone_at, told FROM signing_keys ORDER BY signs_from, kid";

    /// <summary>All keys, the oldest first.</summary>
    public Task<IReadOnlyList<StoredKey>> ReadAsync(CancellationToken cancellation) =>
        database.ReadAsync(connection => ReadAsync(connection, transaction: null), cancellation);

    /// <summary>
    /// Does what is due, in one transaction that holds the write lock from its first statement: of replicas that come at once, one does it and the others
    /// find it done. Every step is an event of that transaction.
    /// </summary>
    /// <param name="make">Makes a key and encrypts it.</param>
    /// <param name="revoke">Kid of a key that is destroyed first; null: none.</param>
    /// <param name="cancellation">Cancels the wait.</param>
    /// <returns>All keys afterwards, the oldest first.</returns>
    public Task<IReadOnlyList<StoredKey>> RotateAsync(Func<(string Kid, byte[] ProtectedKey)> make, string? revoke, CancellationToken cancellation) =>
        database.WriteAsync(
            async transaction =>
            {
                var now = time.GetUtcNow();
                if (revoke is not null)
                {
                    await DestroyAsync(revoke, AccountAction.SigningKeyRevoked, transaction);
                }

                var plan = RotationPlan.Make((await ReadAsync(transaction.Connection!, transaction)).Select(k => k.Times), now, schedule);
                foreach (var kid in plan.Destroy)
                {
                    await DestroyAsync(kid, AccountAction.SigningKeyDestroyed, transaction);
                }

                foreach (var times in plan.Change)
                {
                    await ChangeAsync(times, transaction);
                }

                if (plan.MakeFrom is { } start)
                {
                    var (kid, key) = make();
                    await InsertAsync(KeyTimes.From(kid, start, schedule), key, now, transaction);
                }

                await TellAsync(now, transaction);
                return await ReadAsync(transaction.Connection!, transaction);
            },
            cancellation);

    private static async Task<IReadOnlyList<StoredKey>> ReadAsync(DbConnection connection, DbTransaction? transaction) =>
        (await connection.QueryAsync<Row>(Select, transaction: transaction)).Select(row => row.ToKey()).ToList();

    private static Task<int> ChangeAsync(KeyTimes times, DbTransaction transaction) => transaction.Connection!.ExecuteAsync(
        "UPDATE signing_keys SET signs_from = @From, signs_until = @Until, gone_at = @Gone WHERE kid = @Kid", Values(times), transaction);

    private static string ActionOf(KeyState state) => state switch
    {
        KeyState.Announced => AccountAction.SigningKeyAnnounced,
        KeyState.Signing => AccountAction.SigningKeySigns,
        KeyState.Retired => AccountAction.SigningKeyRetired,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, message: null),
    };

    private static object Values(KeyTimes times) => new
    {
        times.Kid,
        From = times.SignsFrom.ToUnixTimeMilliseconds(),
        Until = times.SignsUntil.ToUnixTimeMilliseconds(),
        Gone = times.GoneAt.ToUnixTimeMilliseconds(),
    };

    private async Task InsertAsync(KeyTimes times, byte[] key, DateTimeOffset now, DbTransaction transaction)
    {
        await transaction.Connection!.ExecuteAsync(
            "INSERT INTO signing_keys (kid, protected_key, created_at) VALUES (@Kid, @key, @at)",
            new { times.Kid, key, at = now.ToString("O", CultureInfo.InvariantCulture) },
            transaction);
        await ChangeAsync(times, transaction);
        await events.AddAsync(new AccountEvent { Action = AccountAction.SigningKeyMade, KeyId = times.Kid }, transaction);
    }

    private async Task DestroyAsync(string kid, string action, DbTransaction transaction)
    {
        if (await transaction.Connection!.ExecuteAsync("DELETE FROM signing_keys WHERE kid = @kid", new { kid }, transaction) == 1)
        {
            await events.AddAsync(new AccountEvent { Action = action, KeyId = kid }, transaction);
        }
    }

    private async Task TellAsync(DateTimeOffset now, DbTransaction transaction)
    {
        foreach (var key in await ReadAsync(transaction.Connection!, transaction))
        {
            foreach (var state in key.Untold(now))
            {
                await events.AddAsync(new AccountEvent { Action = ActionOf(state), KeyId = key.Times.Kid }, transaction);
                await transaction.Connection!.ExecuteAsync(
                    "UPDATE signing_keys SET told = @told WHERE kid = @kid", new { told = state.ToString().ToLowerInvariant(), kid = key.Times.Kid }, transaction);
            }
        }
    }

    private sealed record Row(string Kid, byte[] ProtectedKey, long SignsFrom, long SignsUntil, long GoneAt, string Told)
    {
        public StoredKey ToKey() => new(
            new KeyTimes(
                Kid,
                DateTimeOffset.FromUnixTimeMilliseconds(SignsFrom),
                DateTimeOffset.FromUnixTimeMilliseconds(SignsUntil),
                DateTimeOffset.FromUnixTimeMilliseconds(GoneAt)),
            ProtectedKey,
            Enum.Parse<KeyState>(Told, ignoreCase: true));

        public override string ToString() => nameof(Row);
    }
}
