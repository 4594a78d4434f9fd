using System.Data.Common;
using Dapper;
using Pmo.Hosting.Storage;

namespace Pmo.Identity.Events.Storage;

/// <summary>Events in the order in which they happened. Thread-safe.</summary>
internal sealed class AccountEventTable(Database database, TimeProvider time)
{
    /// <summary>Records an event by itself.</summary>
    public Task AddAsync(AccountEvent happened, CancellationToken cancellation) =>
        database.WriteAsync(transaction => AddAsync(happened, transaction), cancellation);

    /// <summary>Records an event in the transaction of what it records.</summary>
    public Task AddAsync(AccountEvent happened, DbTransaction transaction)
    {
        var at = time.GetUtcNow();
        return transaction.Connection!.ExecuteAsync(
            """
            INSERT INTO account_events (id, at, action, decision, org, client, person, reason, address, revokes_kind, revokes_id, revokes_lifted, key_id)
            VALUES (@id, @at, @Action, @decision, @Org, @Client, @Person, @Reason, @Address, @kind, @subject, @lifted, @KeyId)
            """,
            new
            {
                id = Guid.CreateVersion7(at).ToString("D"),
                at = at.ToUnixTimeMilliseconds(),
                happened.Action,
                happened.KeyId,
                decision = happened.IsAllowed ? "allow" : "deny",
                happened.Org,
                happened.Client,
                happened.Person,
                happened.Reason,
                happened.Address,
                kind = happened.Revokes?.Kind.ToString().ToLowerInvariant(),
                subject = happened.Revokes?.Id,
                lifted = happened.Revokes?.IsLifted == true,
            },
            transaction);
    }
}
