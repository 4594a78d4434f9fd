using System.Data.Common;
using Dapper;
using Pmo.Hosting.Storage;
using Pmo.Protocol.Api;

namespace Pmo.Identity.Events.Storage;

/// <summary>Events in the order in which they happened. Thread-safe.</summary>
internal sealed class AccountEventTable(Database database, TimeProvider time)
{
    private long _taken;

    /// <summary>The number up to which the Gateway has the events in its log, as far as it has told this process; 0 before it did.</summary>
    public long Taken => Interlocked.Read(ref _taken);

    /// <summary>Records an event by itself.</summary>
    public Task AddAsync(AccountEvent happened, CancellationToken cancellation) =>
        database.WriteAsync(transaction => AddAsync(happened, transaction), cancellation);

    /// <summary>Records an event in the transaction of what it records.</summary>
    public Task AddAsync(AccountEvent happened, DbTransaction transaction)
    {
        var at = time.GetUtcNow();
        return transaction.Connection!.ExecuteAsync(
            """
            INSERT INTO account_events (id, at, action, decision, org, client, person, reason, address, revokes_kind, revokes_id, revokes_lifted, key_id, audit)
            VALUES (@id, @at, @Action, @decision, @Org, @Client, @Person, @Reason, @Address, @kind, @subject, @lifted, @KeyId, @Audit)
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
                lifted = happened.Revokes?.IsLifted == true ? 1 : 0,
                happened.Audit,
            },
            transaction);
    }

    /// <summary>The events after number <paramref name="after"/>, which the reader has already, oldest first, and the number of the newest there is.</summary>
    public Task<AccountEventList> ReadAsync(long after, CancellationToken cancellation) => database.ReadAsync(
        async connection =>
        {
            Interlocked.Exchange(ref _taken, after);
            var rows = await connection.QueryAsync<Row>(
                """
                SELECT seq, id, at, action, decision, org, coalesce(person, client) AS "user", reason, address, audit, revokes_kind, revokes_id, revokes_lifted, key_id
                FROM account_events WHERE seq > @after ORDER BY seq LIMIT @most
                """,
                new { after, most = AccountEventList.MaxEvents });
            var events = rows.Select(r => r.ToItem()).ToList();
            return new AccountEventList(
                events.Count == AccountEventList.MaxEvents || events.Count == 0
                    ? await connection.ExecuteScalarAsync<long>("SELECT coalesce(max(seq), 0) FROM account_events")
                    : events[^1].Seq,
                events);
        },
        cancellation);

    private sealed class Row
    {
        public long Seq { get; init; }
        public string Id { get; init; } = "";
        public long At { get; init; }
        public string Action { get; init; } = "";
        public string Decision { get; init; } = "";
        public string? Org { get; init; }
        public string? User { get; init; }
        public string? Reason { get; init; }
        public string? Address { get; init; }
        public string? Audit { get; init; }
        public string? KeyId { get; init; }
        public string? RevokesKind { get; init; }
        public string? RevokesId { get; init; }
        public long RevokesLifted { get; init; }

        public AccountEventItem ToItem() => new(
            Seq, Id, DateTimeOffset.FromUnixTimeMilliseconds(At), Action, Decision, Org, User, Reason, Address, Audit,
            RevokesKind is null ? null : new RevocationItem(RevokesKind, RevokesId!, RevokesLifted != 0),
            KeyId);
    }
}
