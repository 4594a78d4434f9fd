using System.Data.Common;
using Dapper;
using Pmo.Hosting.Storage;

namespace Pmo.Gateway.Idempotency.Storage;

/// <summary>Requests that must not take effect twice. Thread-safe.</summary>
internal sealed class IdempotencyTable(Database database, TimeProvider time)
{
    /// <summary>
    /// A request that has neither ended nor renewed its lease for this long belongs to a process that died. Shorter than clients repeat: 12 times, and as
    /// Retry-After says.
    /// </summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(15);

    /// <summary>Looks the key up, in the transaction that will record what it does; a retry takes the lease over.</summary>
    public async Task<IdempotentTry> BeginAsync(IdempotencyScope scope, string fingerprint, DbTransaction transaction)
    {
        var now = time.GetUtcNow();
        await transaction.Connection!.ExecuteAsync(
            "DELETE FROM idempotency WHERE expires_at <= @now", new { now = now.ToUnixTimeSeconds() }, transaction);
        var row = await transaction.Connection!.QuerySingleOrDefaultAsync<Row>(
            "SELECT digest, session, audit, completed, lease_until FROM idempotency WHERE scope = @Hash", scope, transaction);
        if (row is null)
        {
            return new IdempotentTry(TryKind.First);
        }

        if (row.Digest != fingerprint)
        {
            return new IdempotentTry(TryKind.Differs);
        }

        if (row.Completed == 0 && row.LeaseUntil > now.ToUnixTimeSeconds())
        {
            return new IdempotentTry(TryKind.Running);
        }

        await transaction.Connection!.ExecuteAsync(
            "UPDATE idempotency SET completed = 0, lease_until = @until WHERE scope = @Hash",
            new { until = (now + Lease).ToUnixTimeSeconds(), scope.Hash },
            transaction);
        return new IdempotentTry(TryKind.Again, row.Session, row.Audit);
    }

    /// <summary>Records the first try.</summary>
    public Task RecordAsync(
        IdempotencyScope scope, string fingerprint, string? session, string audit, DateTimeOffset expiresAt, DbTransaction transaction) =>
        transaction.Connection!.ExecuteAsync(
            """
            INSERT INTO idempotency (scope, digest, session, audit, completed, lease_until, expires_at)
            VALUES (@Hash, @digest, @session, @audit, 0, @until, @expires)
            """,
            new
            {
                scope.Hash,
                digest = fingerprint,
                session,
                audit,
                until = (time.GetUtcNow() + Lease).ToUnixTimeSeconds(),
                expires = expiresAt.ToUnixTimeSeconds(),
            },
            transaction);

    /// <summary>Begins the leases of requests under way anew.</summary>
    public Task RenewAsync(IReadOnlyList<IdempotencyScope> scopes, CancellationToken cancellation) => database.WriteAsync(
        async transaction =>
        {
            var until = (time.GetUtcNow() + Lease).ToUnixTimeSeconds();
            foreach (var scope in scopes)
            {
                await transaction.Connection!.ExecuteAsync(
                    "UPDATE idempotency SET lease_until = @until WHERE scope = @Hash AND completed = 0", new { until, scope.Hash }, transaction);
            }
        },
        cancellation);

    /// <summary>The request has ended, well or not: a retry need not wait.</summary>
    public Task EndAsync(IdempotencyScope scope, CancellationToken cancellation) =>
        database.WriteAsync(transaction => EndAsync(scope, transaction), cancellation);

    /// <inheritdoc cref="EndAsync(IdempotencyScope, CancellationToken)"/>
    public static Task EndAsync(IdempotencyScope scope, DbTransaction transaction) =>
        transaction.Connection!.ExecuteAsync("UPDATE idempotency SET completed = 1 WHERE scope = @Hash", scope, transaction);

    /// <summary>
    /// Ends what a process that died left under way, so that its clients need not wait for the lease. Only where this process is the database's one
    /// user, as with SQLite.
    /// </summary>
    public Task ReleaseAsync(CancellationToken cancellation) => database.WriteAsync(
        transaction => transaction.Connection!.ExecuteAsync("UPDATE idempotency SET lease_until = 0 WHERE completed = 0", transaction: transaction),
        cancellation);

    /// <summary>What the key stood for was taken back: the next request with it is a first one.</summary>
    public static Task ForgetAsync(IdempotencyScope scope, DbTransaction transaction) =>
        transaction.Connection!.ExecuteAsync("DELETE FROM idempotency WHERE scope = @Hash", scope, transaction);

    private sealed class Row
    {
        public string Digest { get; init; } = "";
        public string? Session { get; init; }
        public string Audit { get; init; } = "";
        public long Completed { get; init; }
        public long LeaseUntil { get; init; }
    }
}
