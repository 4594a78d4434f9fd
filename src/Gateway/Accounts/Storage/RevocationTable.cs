using System.Data.Common;
using Dapper;
using Pmo.Hosting.Storage;
using Pmo.Protocol.Api;

namespace Pmo.Gateway.Accounts.Storage;

/// <summary>How far the feed was read, and what is refused because of it; shared by replicas. Thread-safe.</summary>
internal sealed class RevocationTable(Database database, TimeProvider time)
{
    // Tokens last 5 minutes (identity.md); one more for clocks that differ.
    private static readonly TimeSpan TokenLife = TimeSpan.FromMinutes(6);

    // No token of an ended sign-in is issued any more, so that minutes would do; a day costs little and forgives a refresh that raced with the end.
    private static readonly TimeSpan SessionLife = TimeSpan.FromDays(1);

    /// <summary>The number of the newest event in the audit log.</summary>
    public Task<long> CursorAsync(CancellationToken cancellation) => database.ReadAsync(
        connection => connection.ExecuteScalarAsync<long>("SELECT seq FROM account_feed WHERE id = 1"), cancellation);

    /// <summary>Moves on, if no other replica was faster: the caller's transaction then has these events to itself.</summary>
    public static async Task<bool> AdvanceAsync(long from, long to, DbTransaction transaction) => await transaction.Connection!.ExecuteAsync(
        "UPDATE account_feed SET seq = @to WHERE id = 1 AND seq = @from", new { from, to }, transaction) == 1;

    /// <summary>Takes a revocation, or takes it back.</summary>
    public static Task ApplyAsync(RevocationItem item, DateTimeOffset at, DbTransaction transaction) => item.Lifted
        ? transaction.Connection!.ExecuteAsync("DELETE FROM revocations WHERE kind = @Kind AND id = @Id", item, transaction)
        : transaction.Connection!.ExecuteAsync(
            "INSERT INTO revocations (kind, id, forget_at) VALUES (@Kind, @Id, @forget) ON CONFLICT (kind, id) DO UPDATE SET forget_at = excluded.forget_at",
            new { item.Kind, item.Id, forget = Forget(item.Kind, at) },
            transaction);

    /// <summary>Drops what no token can be left of.</summary>
    public Task ForgetAsync(CancellationToken cancellation) => database.WriteAsync(
        transaction => transaction.Connection!.ExecuteAsync(
            "DELETE FROM revocations WHERE forget_at <= @now", new { now = time.GetUtcNow().ToUnixTimeSeconds() }, transaction),
        cancellation);

    /// <summary>All that is refused, whoever put it in.</summary>
    public Task<IReadOnlyList<Revoked>> ListAsync(CancellationToken cancellation) => database.ReadAsync<IReadOnlyList<Revoked>>(
        async connection => (await connection.QueryAsync<Revoked>("SELECT kind, id FROM revocations")).ToList(), cancellation);

    private static long? Forget(string kind, DateTimeOffset at) => kind switch
    {
        "token" => (at + TokenLife).ToUnixTimeSeconds(),
        "session" => (at + SessionLife).ToUnixTimeSeconds(),
        _ => null,
    };
}
