using System.Data.Common;
using Dapper;
using Pmo.Hosting.Problems;
using Pmo.Hosting.Storage;
using Pmo.Protocol.Keys;

namespace Pmo.Pseudonyms.Evaluate.Storage;

/// <summary>
/// Sessions, the digests of their parts, and the ceilings. A part and its charge are on disk, in one transaction, before anything is multiplied: a
/// crash gives nothing away, and asking again costs nothing. Thread-safe, also between replicas.
/// </summary>
internal sealed class PartLedger(Database database, PseudonymSettings settings, TimeProvider time)
{
    /// <summary>Refusals that close a session (protocol, Evaluate).</summary>
    public const int MaxRefusals = 16;

    /// <summary>Most elements one key may evaluate: what static Diffie–Hellman queries cost its strength (protocol, Rotation).</summary>
    public const long MaxEvaluations = 1L << 30;

    /// <summary>How the part stands, without changing anything.</summary>
    public Task<Admission> FindAsync(PartRequest part, CancellationToken cancellation) =>
        database.ReadAsync(connection => StandAsync(part, connection, null), cancellation);

    /// <summary>Charges and records a part that has been found in order.</summary>
    public Task<Admission> AdmitAsync(PartRequest part, KeyId key, CancellationToken cancellation) => database.WriteAsync(
        async transaction =>
        {
            var connection = transaction.Connection!;
            await OpenAsync(part, transaction);
            var standing = await StandAsync(part, connection, transaction);
            if (standing.Failure is not null || standing.Known)
            {
                return standing;
            }

            var now = time.GetUtcNow();
            var use = await UseAsync(part.Partner, WibDay.Of(now), connection, transaction);
            if (use.Partner + part.Persons > settings.PartnerCeilingPerDay || use.Total + part.Persons > settings.TotalCeilingPerDay)
            {
                return Admission.Refused(PseudonymErrors.CeilingReached.With(settings.PartnerCeilingPerDay, settings.TotalCeilingPerDay)
                    with { RetryAfterSeconds = WibDay.Of(now).SecondsLeft(now) });
            }

            // With the canary's place, which may hold any element.
            var counted = await connection.ExecuteAsync(
                """
                UPDATE master_keys SET evaluations = evaluations + @elements
                WHERE epoch = @Epoch AND kind = @kind AND version = @Version AND evaluations + @elements <= @most
                """,
                new { elements = part.Persons + 1, key.Epoch, kind = key.Kind.Name, key.Version, most = MaxEvaluations },
                transaction);
            if (counted == 0)
            {
                return Admission.Refused(PseudonymErrors.KeyExhausted.With(key.ToString()));
            }

            await connection.ExecuteAsync(
                "INSERT INTO kind_parts (session, kind, part, digest) VALUES (@Session, @kind, @Number, @Digest)",
                new { part.Session, kind = part.Kind.Name, part.Number, part.Digest },
                transaction);
            await ChargeAsync(part.Partner, WibDay.Of(now), part.Persons, refused: 0, transaction);
            return Admission.New;
        },
        cancellation);

    /// <summary>Counts a refused part on session and ceilings; the count stops at a ceiling and never goes past it.</summary>
    /// <returns>The session's refusals so far, or why it takes no more parts.</returns>
    public Task<(int Refusals, Failure? Failure)> RefuseAsync(PartRequest part) => database.WriteAsync(
        async transaction =>
        {
            var connection = transaction.Connection!;
            await OpenAsync(part, transaction);
            if (await JudgeSessionAsync(part, connection, transaction) is { } failure)
            {
                return (0, failure);
            }

            var day = WibDay.Of(time.GetUtcNow());
            var use = await UseAsync(part.Partner, day, connection, transaction);
            var left = Math.Min(settings.PartnerCeilingPerDay - use.Partner, settings.TotalCeilingPerDay - use.Total);
            await ChargeAsync(part.Partner, day, Math.Clamp(part.ElementsOnRefusal, 0, Math.Max(0, left)), refused: 1, transaction);
            var refusals = await connection.ExecuteScalarAsync<int>(
                "UPDATE sessions SET refusals = refusals + 1 WHERE session = @Session RETURNING refusals", new { part.Session }, transaction);
            return (refusals, (Failure?)null);
        },

        // Not the request's: who hangs up in time would be refused for nothing.
        CancellationToken.None);

    /// <summary>What counts on today's ceilings.</summary>
    public Task<DayUse> TodayAsync(string partner, CancellationToken cancellation) =>
        database.ReadAsync(connection => UseAsync(partner, WibDay.Of(time.GetUtcNow()), connection, null), cancellation);

    /// <summary>Forgets at most <paramref name="most"/> sessions that have ended, with their parts; what they used stays counted.</summary>
    /// <returns>How many.</returns>
    public Task<int> ForgetAsync(int most, CancellationToken cancellation) => database.WriteAsync(
        transaction => transaction.Connection!.ExecuteAsync(
            "DELETE FROM sessions WHERE session IN (SELECT session FROM sessions WHERE expires_at <= @now LIMIT @most)",
            new { now = time.GetUtcNow().ToUnixTimeSeconds(), most },
            transaction),
        cancellation);

    private static async Task OpenAsync(PartRequest part, DbTransaction transaction) => await transaction.Connection!.ExecuteAsync(
        """
        INSERT INTO sessions (session, partner, operation, kind, persons, expires_at)
        VALUES (@Session, @Partner, @Operation, @kind, @SessionPersons, @SessionEnd)
        ON CONFLICT DO NOTHING
        """,
        new { part.Session, part.Partner, part.Operation, kind = part.SessionKind.Name, part.SessionPersons, part.SessionEnd },
        transaction);

    private static async Task<Admission> StandAsync(PartRequest part, DbConnection connection, DbTransaction? transaction)
    {
        if (await JudgeSessionAsync(part, connection, transaction) is { } failure)
        {
            return Admission.Refused(failure);
        }

        var digest = await connection.ExecuteScalarAsync<byte[]>(
            "SELECT digest FROM kind_parts WHERE session = @Session AND kind = @kind AND part = @Number",
            new { part.Session, kind = part.Kind.Name, part.Number },
            transaction);
        return digest is null ? Admission.New
            : digest.AsSpan().SequenceEqual(part.Digest) ? Admission.Again
            : Admission.Refused(PseudonymErrors.PartDiffers.With(part.Number));
    }

    private static async Task<Failure?> JudgeSessionAsync(PartRequest part, DbConnection connection, DbTransaction? transaction)
    {
        var row = await connection.QuerySingleOrDefaultAsync<SessionRow>(
            "SELECT partner, operation, kind, persons, refusals FROM sessions WHERE session = @Session", new { part.Session }, transaction);
        if (row is null)
        {
            return null;
        }

        if (row.Partner != part.Partner || row.Operation != part.Operation || row.Kind != part.SessionKind.Name || row.Persons != part.SessionPersons)
        {
            return PseudonymErrors.SessionMismatch;
        }

        return row.Refusals >= MaxRefusals ? PseudonymErrors.SessionClosed.With(MaxRefusals) : null;
    }

    private static async Task<DayUse> UseAsync(string partner, WibDay day, DbConnection connection, DbTransaction? transaction)
    {
        var (own, total) = await connection.QuerySingleAsync<(long, long)>(
            """
            SELECT CAST(COALESCE(SUM(CASE WHEN partner = @partner THEN elements ELSE 0 END), 0) AS BIGINT), CAST(COALESCE(SUM(elements), 0) AS BIGINT)
            FROM usage WHERE day = @day
            """,
            new { partner, day = day.ToString() },
            transaction);
        return new DayUse(own, total);
    }

    private static async Task ChargeAsync(string partner, WibDay day, long elements, int refused, DbTransaction transaction) =>
        await transaction.Connection!.ExecuteAsync(
            """
            INSERT INTO usage (day, partner, elements, refused) VALUES (@day, @partner, @elements, @refused)
            ON CONFLICT (day, partner) DO UPDATE SET elements = usage.elements + excluded.elements, refused = usage.refused + excluded.refused
            """,
            new { day = day.ToString(), partner, elements, refused },
            transaction);

    private sealed class SessionRow
    {
        public required string Partner { get; init; }

        public required string Operation { get; init; }

        public required string Kind { get; init; }

        public required int Persons { get; init; }

        public required int Refusals { get; init; }
    }
}
