using System.Data.Common;
using System.Text.Json;
using Dapper;
using Pmo.AuditLog.Search;
using Pmo.Gateway.Alarms.Answers;
using Pmo.Gateway.AuditReading;
using Pmo.Hosting.Storage;
using Pmo.Protocol.Api;

namespace Pmo.Gateway.Alarms.Storage;

/// <summary>Alarms in the database. Thread-safe.</summary>
internal sealed class AlarmTable(Database database)
{
    private const string Select =
        "SELECT number, id, at, kind, organisation, agreement, datasets, detail, entries, state, verdict, note, closed_by, closed_at, closed_entry FROM alarms a";

    /// <returns>False when there is one of its kind and key already.</returns>
    public static async Task<bool> RaiseAsync(string id, Finding finding, DateTimeOffset at, DbTransaction transaction)
    {
        // Only whoever has moved the cursor raises alarms, so that no number is given twice.
        var number = await transaction.Connection!.ExecuteScalarAsync<long?>(
            """
            INSERT INTO alarms (number, id, dedupe, at, kind, organisation, agreement, datasets, detail, entries, state)
            SELECT coalesce(max(number), 0) + 1, @id, @dedupe, @at, @Kind, @Organisation, @Agreement, @datasets, @detail, @entries, @open FROM alarms WHERE true
            ON CONFLICT (dedupe) DO NOTHING RETURNING number
            """,
            new
            {
                id, dedupe = $"{finding.Kind}:{finding.Key}", at = at.ToUnixTimeMilliseconds(), finding.Kind, finding.Organisation, finding.Agreement,
                datasets = ToJson(finding.Datasets), detail = ToJson(finding.Detail), entries = ToJson(finding.Entries), open = StoredAlarm.Open,
            },
            transaction);
        await transaction.Connection!.ExecuteAsync(
            "INSERT INTO alarm_datasets (dataset, alarm) VALUES (@dataset, @number)",
            number is null ? [] : finding.Datasets.Select(dataset => new { dataset, number }),
            transaction);
        return number is not null;
    }

    /// <summary>The alarms of a query, the newest first.</summary>
    public Task<IReadOnlyList<StoredAlarm>> ListAsync(AlarmFilter filter, ReadingScope scope, EntryPlace? after, int most, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<StoredAlarm>>(
            async connection => [.. (await connection.QueryAsync<StoredAlarm>(
                $"""
                {Select} WHERE at >= @from AND at < @to AND number < @before{Scope(scope)}
                {(filter.State is null ? "" : "AND state = @State")} {(filter.Kind is null ? "" : "AND kind = @Kind")}
                {(filter.Organisation is null ? "" : "AND organisation = @Organisation")}
                ORDER BY number DESC LIMIT @most
                """,
                new
                {
                    from = filter.From.ToUnixTimeMilliseconds(), to = filter.To.ToUnixTimeMilliseconds(), before = after?.Seq ?? long.MaxValue, most,
                    filter.State, filter.Kind, filter.Organisation, own = scope.Organisation, datasets = SqlList.Of(scope.Datasets),
                }))],
            cancellation);

    /// <summary>An alarm in scope; another is as unknown as none.</summary>
    public Task<StoredAlarm?> FindAsync(string id, ReadingScope scope, CancellationToken cancellation) => database.ReadAsync(
        connection => connection.QuerySingleOrDefaultAsync<StoredAlarm>(
            $"{Select} WHERE id = @id{Scope(scope)}", new { id, own = scope.Organisation, datasets = SqlList.Of(scope.Datasets) }),
        cancellation);

    /// <returns>False when it is closed already.</returns>
    public static async Task<bool> CloseAsync(StoredAlarm closed, DbTransaction transaction) => await transaction.Connection!.ExecuteAsync(
        """
        UPDATE alarms SET state = @State, verdict = @Verdict, note = @Note, closed_by = @ClosedBy, closed_at = @ClosedAt, closed_entry = @ClosedEntry
        WHERE id = @Id AND state = 'open'
        """,
        closed,
        transaction) == 1;

    /// <summary>Forgets alarms that were raised before an instant.</summary>
    public static async Task ForgetAsync(DateTimeOffset before, DbTransaction transaction)
    {
        var at = new { before = before.ToUnixTimeMilliseconds() };
        await transaction.Connection!.ExecuteAsync(
            "DELETE FROM alarm_datasets WHERE alarm IN (SELECT number FROM alarms WHERE at < @before)", at, transaction);

        // The newest stays, so that its number is not given again.
        await transaction.Connection!.ExecuteAsync(
            "DELETE FROM alarms WHERE at < @before AND number < (SELECT max(number) FROM alarms)", at, transaction);
    }

    private static string Scope(ReadingScope scope) => scope.IsAll ? ""
        : " AND (organisation = @own OR EXISTS (SELECT 1 FROM alarm_datasets d WHERE d.dataset IN @datasets AND d.alarm = a.number))";

    private static string ToJson<T>(T value) => JsonSerializer.Serialize(value, ApiJson.Options);
}
