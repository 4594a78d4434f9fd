using System.Data.Common;
using Dapper;

namespace Pmo.Gateway.Alarms.Storage;

/// <summary>A client or person did something.</summary>
/// <param name="Client">Client or user.</param>
/// <param name="Organisation">Whose.</param>
/// <param name="At">When, the last time.</param>
/// <param name="IsPerson">Whether a person is known by that name.</param>
internal sealed record KeyUse(string Client, string Organisation, DateTimeOffset At, bool IsPerson);

/// <summary>When keys were used last.</summary>
internal static class KeyUses
{
    /// <summary>Keeps a use, if it is the last one.</summary>
    public static Task NoteAsync(KeyUse use, DbTransaction transaction) =>
        transaction.Connection!.ExecuteAsync(
            """
            INSERT INTO alarm_keys (client, organisation, used_at, is_person) VALUES (@Client, @Organisation, @at, @person)
            ON CONFLICT (client) DO UPDATE SET organisation = excluded.organisation,
              used_at = CASE WHEN excluded.used_at > alarm_keys.used_at THEN excluded.used_at ELSE alarm_keys.used_at END,
              is_person = CASE WHEN excluded.is_person = 1 THEN 1 ELSE alarm_keys.is_person END
            """,
            new { use.Client, use.Organisation, at = use.At.ToUnixTimeMilliseconds(), person = use.IsPerson ? 1 : 0 },
            transaction);

    /// <summary>An organisation's keys are gone for good.</summary>
    public static Task ForgetAsync(string organisation, DbTransaction transaction) => transaction.Connection!.ExecuteAsync(
        "DELETE FROM alarm_keys WHERE organisation = @organisation", new { organisation }, transaction);

    /// <summary>Forgets people who have not been there since an instant.</summary>
    public static Task ForgetPeopleAsync(DateTimeOffset before, DbTransaction transaction) => transaction.Connection!.ExecuteAsync(
        "DELETE FROM alarm_keys WHERE is_person = 1 AND used_at < @before", new { before = before.ToUnixTimeMilliseconds() }, transaction);

    /// <summary>Keys of machines that were used last before an instant.</summary>
    public static async Task<IReadOnlyList<(string Client, string Organisation, DateTimeOffset At)>> UnusedAsync(DateTimeOffset before, DbTransaction transaction) =>
        [.. (await transaction.Connection!.QueryAsync<(string Client, string Organisation, long At)>(
            "SELECT client, organisation, used_at FROM alarm_keys WHERE is_person = 0 AND used_at < @before ORDER BY client",
            new { before = before.ToUnixTimeMilliseconds() },
            transaction)).Select(k => (k.Client, k.Organisation, DateTimeOffset.FromUnixTimeMilliseconds(k.At)))];
}
