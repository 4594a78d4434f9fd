using System.Data.Common;
using System.Globalization;
using Dapper;
using Pmo.Gateway.Alarms.Sketches;

namespace Pmo.Gateway.Alarms.Storage;

/// <summary>What a partner checked before: counts, receipts and sketches.</summary>
internal static class CheckHistory
{
    /// <returns>False when it is there already.</returns>
    public static async Task<bool> AddAsync(AnsweredCheck check, DbTransaction transaction) => await transaction.Connection!.ExecuteAsync(
        """
        INSERT INTO alarm_checks (session, organisation, agreement, at, day, persons, matched, audit, sketch)
        VALUES (@Session, @Organisation, @Agreement, @at, @day, @Persons, @Matched, @Receipt, @sketch) ON CONFLICT DO NOTHING
        """,
        new
        {
            check.Session, check.Organisation, check.Agreement, at = check.At.ToUnixTimeMilliseconds(), day = Write(check.Day), check.Persons, check.Matched,
            check.Receipt, sketch = check.Sketch?.Write(),
        },
        transaction) == 1;

    /// <summary>Persons of each day with checks, from an instant to the check's own day.</summary>
    public static async Task<IReadOnlyDictionary<DateOnly, long>> DaysAsync(AnsweredCheck check, DateTimeOffset from, DbTransaction transaction) =>
        (await transaction.Connection!.QueryAsync<(string Day, long Persons)>(
            """
            SELECT day, CAST(sum(persons) AS BIGINT) FROM alarm_checks
            WHERE organisation = @Organisation AND at >= @from AND day <= @day GROUP BY day
            """,
            new { check.Organisation, from = from.ToUnixTimeMilliseconds(), day = Write(check.Day) },
            transaction)).ToDictionary(d => DateOnly.ParseExact(d.Day, "yyyy-MM-dd", CultureInfo.InvariantCulture), d => d.Persons);

    /// <summary>Receipts of the check's day, the first ones.</summary>
    public static async Task<IReadOnlyList<string>> ReceiptsAsync(AnsweredCheck check, int most, DbTransaction transaction) =>
        (await transaction.Connection!.QueryAsync<string>(
            "SELECT audit FROM alarm_checks WHERE organisation = @Organisation AND day = @day ORDER BY at LIMIT @most",
            new { check.Organisation, day = Write(check.Day), most },
            transaction)).AsList();

    /// <summary>Checks, not pages of duplicates, of at least so many persons under the same agreement before: how many, and of how many persons how many were found.</summary>
    public static Task<(long Checks, long Persons, long Matched)> RateAsync(AnsweredCheck check, DateTimeOffset from, int least, DbTransaction transaction) =>
        transaction.Connection!.QuerySingleAsync<(long, long, long)>(
            """
            SELECT count(*), CAST(coalesce(sum(persons), 0) AS BIGINT), CAST(coalesce(sum(matched), 0) AS BIGINT) FROM alarm_checks
            WHERE organisation = @Organisation AND agreement = @Agreement AND at >= @from AND at <= @at AND persons >= @least AND session <> @Session AND session <> audit
            """,
            new { check.Organisation, check.Agreement, check.Session, from = from.ToUnixTimeMilliseconds(), at = check.At.ToUnixTimeMilliseconds(), least },
            transaction);

    /// <summary>Lists of the same partner before that are about as long, the oldest first.</summary>
    public static async Task<IReadOnlyList<EarlierList>> ListsAsync(
        AnsweredCheck check, DateTimeOffset from, double share, DbTransaction transaction) =>
        [.. (await transaction.Connection!.QueryAsync<(string Session, long At, string Receipt, byte[] Sketch)>(
            """
            SELECT session, at, audit, sketch FROM alarm_checks
            WHERE organisation = @Organisation AND at >= @from AND at <= @at AND session <> @Session AND sketch IS NOT NULL
              AND persons BETWEEN @fewest AND @most ORDER BY at, session
            """,
            new
            {
                check.Organisation, check.Session, from = from.ToUnixTimeMilliseconds(), at = check.At.ToUnixTimeMilliseconds(),
                fewest = (long)Math.Floor(check.Persons * share), most = (long)Math.Ceiling(check.Persons / share),
            },
            transaction)).Select(l => new EarlierList(l.Session, DateTimeOffset.FromUnixTimeMilliseconds(l.At), l.Receipt, ListSketch.Read(l.Sketch)))];

    /// <summary>Forgets sketches, and later the checks themselves.</summary>
    public static async Task ForgetAsync(DateTimeOffset sketches, DateTimeOffset checks, DbTransaction transaction)
    {
        await transaction.Connection!.ExecuteAsync(
            "UPDATE alarm_checks SET sketch = NULL WHERE at < @before AND sketch IS NOT NULL", new { before = sketches.ToUnixTimeMilliseconds() }, transaction);
        await transaction.Connection!.ExecuteAsync("DELETE FROM alarm_checks WHERE at < @before", new { before = checks.ToUnixTimeMilliseconds() }, transaction);
    }

    private static string Write(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
}

/// <summary>A list that was checked before.</summary>
internal sealed record EarlierList(string Session, DateTimeOffset At, string Receipt, ListSketch Sketch);
