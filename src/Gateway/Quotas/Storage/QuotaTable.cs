using System.Data.Common;
using Dapper;
using Pmo.Hosting.Storage;

namespace Pmo.Gateway.Quotas.Storage;

/// <summary>Persons asked about, by meter and window. A reservation is one statement: two requests cannot both take the last persons. Thread-safe.</summary>
internal sealed class QuotaTable(Database database)
{
    /// <returns>What the meter shows after the reservation; null when it would go over <paramref name="limit"/>, and nothing was taken.</returns>
    public static Task<long?> TryReserveAsync(string meter, long window, int persons, long limit, DbTransaction transaction) =>
        transaction.Connection!.QuerySingleOrDefaultAsync<long?>(
            """
            INSERT INTO quota_usage (meter, window_start, used) SELECT @meter, @window, @persons WHERE @persons <= @limit
            ON CONFLICT (meter, window_start) DO UPDATE SET used = quota_usage.used + @persons WHERE quota_usage.used + @persons <= @limit
            RETURNING used
            """,
            new { meter, window, persons, limit },
            transaction);

    /// <summary>Gives persons back.</summary>
    public static Task RefundAsync(string meter, long window, int persons, DbTransaction transaction) => transaction.Connection!.ExecuteAsync(
        "UPDATE quota_usage SET used = CASE WHEN used > @persons THEN used - @persons ELSE 0 END WHERE meter = @meter AND window_start = @window",
        new { meter, window, persons },
        transaction);

    /// <summary>What a meter shows, within a transaction that will reserve.</summary>
    public static Task<long> UsedAsync(string meter, long window, DbTransaction transaction) => transaction.Connection!.ExecuteScalarAsync<long>(
        "SELECT coalesce(sum(used), 0) FROM quota_usage WHERE meter = @meter AND window_start = @window", new { meter, window }, transaction);

    /// <summary>What meters show, by name; one that is not there shows 0.</summary>
    public Task<long> UsedAsync(string meter, long window, CancellationToken cancellation) => database.ReadAsync(
        connection => connection.ExecuteScalarAsync<long>(
            "SELECT coalesce(sum(used), 0) FROM quota_usage WHERE meter = @meter AND window_start = @window", new { meter, window }),
        cancellation);
}
