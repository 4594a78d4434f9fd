using System.Data.Common;
using System.Text.Json;
using Dapper;
using Pmo.Protocol.Api;

namespace Pmo.Gateway.Alarms.Storage;

/// <summary>Refusals of an organisation with nothing allowed in between.</summary>
/// <param name="Since">When the first one was.</param>
/// <param name="Count">How many.</param>
/// <param name="Entries">Their audit entries, the first <see cref="RefusalRuns.MostEntries"/>.</param>
internal sealed record RefusalRun(DateTimeOffset Since, int Count, IReadOnlyList<string> Entries);

/// <summary>Runs of refusals in the database.</summary>
internal static class RefusalRuns
{
    public const int MostEntries = 50;

    public static async Task<RefusalRun?> FindAsync(string organisation, DbTransaction transaction)
    {
        var (since, count, entries) = await transaction.Connection!.QuerySingleOrDefaultAsync<(long, long, string?)>(
            "SELECT since, count, entries FROM alarm_refusals WHERE organisation = @organisation", new { organisation }, transaction);
        return entries is null ? null
            : new RefusalRun(DateTimeOffset.FromUnixTimeMilliseconds(since), (int)count, JsonSerializer.Deserialize<List<string>>(entries, ApiJson.Options)!);
    }

    public static Task PutAsync(string organisation, RefusalRun run, DbTransaction transaction) => transaction.Connection!.ExecuteAsync(
        """
        INSERT INTO alarm_refusals (organisation, since, count, entries) VALUES (@organisation, @since, @Count, @entries)
        ON CONFLICT (organisation) DO UPDATE SET since = excluded.since, count = excluded.count, entries = excluded.entries
        """,
        new { organisation, since = run.Since.ToUnixTimeMilliseconds(), run.Count, entries = JsonSerializer.Serialize(run.Entries, ApiJson.Options) },
        transaction);

    public static Task EndAsync(string organisation, DbTransaction transaction) => transaction.Connection!.ExecuteAsync(
        "DELETE FROM alarm_refusals WHERE organisation = @organisation", new { organisation }, transaction);
}
