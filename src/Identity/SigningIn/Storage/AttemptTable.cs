using System.Data.Common;
using Dapper;

namespace Pmo.Identity.SigningIn.Storage;

/// <summary>Whether an attempt may be judged.</summary>
/// <param name="IsOpen">False: the account is locked.</param>
/// <param name="LocksNow">It is the last one before the account is locked; when it succeeds, it is not.</param>
internal sealed record Attempt(bool IsOpen, bool LocksNow);

/// <summary>
/// Counts attempts in the database, so that a restart forgets none and replicas share them. An attempt counts as failed before it is judged: of a hundred
/// at once, five are. Thread-safe.
/// </summary>
internal sealed class AttemptTable(TimeProvider time)
{
    // No person's id has this form.
    private const string Nobody = "-";

    /// <summary>Counts an attempt. Nobody's attempts are counted too, for the same work.</summary>
    public async Task<Attempt> BeginAsync(string? personId, Factor factor, DbTransaction transaction)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var who = new { personId = personId ?? Nobody, factor = Name(factor), now };
        var row = await transaction.Connection!.QuerySingleAsync<Row>(
            """
            INSERT INTO attempts (person_id, factor, failures, locks, locked_until) VALUES (@personId, @factor, 1, 0, 0)
            ON CONFLICT (person_id, factor) DO UPDATE SET failures = attempts.failures + CASE WHEN attempts.locked_until > @now THEN 0 ELSE 1 END
            RETURNING failures, locks, locked_until
            """,
            who,
            transaction);
        if (row.LockedUntil > now)
        {
            return new Attempt(IsOpen: false, LocksNow: false);
        }

        if (row.Failures < LockOut.MaxFailures)
        {
            return new Attempt(IsOpen: true, LocksNow: false);
        }

        await transaction.Connection!.ExecuteAsync(
            "UPDATE attempts SET failures = 0, locks = locks + 1, locked_until = @until WHERE person_id = @personId AND factor = @factor",
            new { who.personId, who.factor, until = now + (long)LockOut.Duration((int)row.Locks).TotalMilliseconds },
            transaction);
        return new Attempt(IsOpen: true, LocksNow: true);
    }

    /// <summary>Forgets the failures of a factor.</summary>
    public Task ClearAsync(string personId, Factor factor, DbTransaction transaction) => transaction.Connection!.ExecuteAsync(
        "DELETE FROM attempts WHERE person_id = @personId AND factor = @factor", new { personId, factor = Name(factor) }, transaction);

    private static string Name(Factor factor) => factor == Factor.Password ? "password" : "code";

    private sealed record Row(long Failures, long Locks, long LockedUntil);
}
