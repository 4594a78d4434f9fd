using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Microsoft.AspNetCore.DataProtection;
using Pmo.Hosting.Storage;
using Pmo.Identity.Accounts.Storage;
using Pmo.Identity.Events;
using Pmo.Identity.Events.Storage;

namespace Pmo.Identity.Sessions.Storage;

/// <summary>A session that has not signed out; it may have run out.</summary>
internal sealed record FoundSession(SignedIn SignedIn, DateTimeOffset LastSeenAt);

/// <summary>The table of sessions, found by a hash of their id. Thread-safe.</summary>
internal sealed class SessionTable(Database database, AccountEventTable events, IDataProtectionProvider protection, TimeProvider time)
{
    private readonly IDataProtector _protector = protection.CreateProtector("Pmo.Identity.SessionId.v1");

    public Task<FoundSession?> FindAsync(string id, CancellationToken cancellation) => database.ReadAsync(
        async connection =>
        {
            var rows = await connection.QueryAsync<SessionRow, PersonRow, FoundSession>(
                $"""
                SELECT s.methods, s.signed_in_at, s.last_seen_at, s.ends_at, {PersonRow.Columns}
                FROM {PersonRow.From} JOIN sessions s ON s.person_id = people.id WHERE s.id_hash = @hash
                """,
                (session, person) => session.ToFound(id, person.ToPerson()),
                new { hash = Hash(id) });
            return rows.SingleOrDefault();
        },
        cancellation);

    /// <summary>Puts a session in, with its event, and takes those out that have run out.</summary>
    /// <param name="session">As it is to be.</param>
    /// <param name="stamp">Of the credentials that were given; null: whichever.</param>
    /// <param name="address">Where the request came from.</param>
    /// <param name="userAgent">The browser's short name.</param>
    /// <param name="cancellation">Cancels the wait.</param>
    /// <returns>False when the credentials changed meanwhile, or the person was suspended: what ended all sessions then must not miss this one.</returns>
    public Task<bool> AddAsync(Session session, string? stamp, string? address, string? userAgent, CancellationToken cancellation) => database.WriteAsync(
        async transaction =>
        {
            var connection = transaction.Connection!;
            await connection.ExecuteAsync(
                "DELETE FROM sessions WHERE ends_at <= @now", new { now = time.GetUtcNow().ToUnixTimeMilliseconds() }, transaction);
            var org = await connection.ExecuteScalarAsync<string>(
                "UPDATE people SET last_sign_in_at = @at WHERE id = @PersonId AND state = 'active' AND stamp = coalesce(@stamp, stamp) RETURNING org",
                new { session.PersonId, stamp, at = session.SignedInAt.ToUnixTimeMilliseconds() },
                transaction);
            if (org is null)
            {
                return false;
            }

            await connection.ExecuteAsync(
                """
                INSERT INTO sessions (id_hash, sealed_id, person_id, methods, signed_in_at, last_seen_at, ends_at, address, user_agent)
                VALUES (@hash, @sealedId, @PersonId, @methods, @at, @at, @ends, @address, @userAgent)
                """,
                new
                {
                    hash = Hash(session.Id),
                    sealedId = _protector.Protect(Encoding.ASCII.GetBytes(session.Id)),
                    session.PersonId,
                    methods = string.Join(' ', session.Methods),
                    at = session.SignedInAt.ToUnixTimeMilliseconds(),
                    ends = session.Ends.ToUnixTimeMilliseconds(),
                    address,
                    userAgent,
                },
                transaction);
            await events.AddAsync(
                new AccountEvent { Action = AccountAction.SignIn, Org = org, Person = session.PersonId, Address = address }, transaction);
            return true;
        },
        cancellation);

    /// <summary>Writes down that it was used.</summary>
    public Task TouchAsync(string id, DateTimeOffset at, CancellationToken cancellation) => database.WriteAsync(
        transaction => transaction.Connection!.ExecuteAsync(
            "UPDATE sessions SET last_seen_at = @at WHERE id_hash = @hash AND last_seen_at < @at",
            new { at = at.ToUnixTimeMilliseconds(), hash = Hash(id) },
            transaction),
        cancellation);

    /// <summary>Ends a session, if it is there, and records it with what the Gateway must refuse.</summary>
    public Task EndAsync(string id, Ending ending, CancellationToken cancellation) =>
        database.WriteAsync(transaction => EndAsync("id_hash = @hash", new { hash = Hash(id) }, ending, transaction), cancellation);

    /// <summary>Ends the session of a list that was shown, if it is this person's.</summary>
    public Task<int> EndAsync(string personId, byte[] idHash, Ending ending, CancellationToken cancellation) => database.WriteAsync(
        transaction => EndAsync("id_hash = @idHash AND person_id = @personId", new { idHash, personId }, ending, transaction), cancellation);

    /// <summary>Ends all of a person's sessions but one.</summary>
    /// <param name="personId">Whose.</param>
    /// <param name="except">The id of the one that goes on; null: none.</param>
    /// <param name="ending">Why.</param>
    /// <param name="transaction">Part of which.</param>
    public Task<int> EndAllAsync(string personId, string? except, Ending ending, DbTransaction transaction) => EndAsync(
        "person_id = @personId AND id_hash <> @except", new { personId, except = except is null ? [] : Hash(except) }, ending, transaction);

    /// <inheritdoc cref="EndAllAsync(string, string?, Ending, DbTransaction)"/>
    public Task<int> EndAllAsync(string personId, string? except, Ending ending, CancellationToken cancellation) =>
        database.WriteAsync(transaction => EndAllAsync(personId, except, ending, transaction), cancellation);

    /// <summary>A person's sessions that have not run out, the last seen first.</summary>
    public Task<IReadOnlyList<ListedSession>> ListAsync(string personId, CancellationToken cancellation) => database.ReadAsync(
        async connection =>
        {
            var now = time.GetUtcNow();
            var rows = await connection.QueryAsync<ListedRow>(
                """
                SELECT id_hash, signed_in_at, last_seen_at, address, user_agent FROM sessions
                WHERE person_id = @personId AND ends_at > @now AND last_seen_at > @idle ORDER BY last_seen_at DESC, signed_in_at DESC
                """,
                new { personId, now = now.ToUnixTimeMilliseconds(), idle = (now - SessionLife.Idle).ToUnixTimeMilliseconds() });
            return (IReadOnlyList<ListedSession>)[.. rows.Select(row => row.ToListed())];
        },
        cancellation);

    /// <summary>What a session is found by: SHA-256 of its id.</summary>
    internal static byte[] Hash(string id) => SHA256.HashData(Encoding.UTF8.GetBytes(id));

    // Deleted and told in one transaction: a session that is gone is one that the Gateway hears of.
    private async Task<int> EndAsync(string condition, object parameters, Ending ending, DbTransaction transaction)
    {
        var ended = (await transaction.Connection!.QueryAsync<EndedRow>(
            $"DELETE FROM sessions WHERE {condition} RETURNING sealed_id, person_id, (SELECT org FROM people WHERE id = person_id) AS org",
            parameters,
            transaction)).AsList();
        foreach (var session in ended)
        {
            await events.AddAsync(
                new AccountEvent
                {
                    Action = AccountAction.SignOut,
                    Org = session.Org,
                    Person = session.PersonId,
                    Reason = ending.Reason,
                    Address = ending.Address,
                    Revokes = new Revocation(RevocationKind.Session, Encoding.ASCII.GetString(_protector.Unprotect(session.SealedId))),
                },
                transaction);
        }

        return ended.Count;
    }

    private sealed record ListedRow(byte[] IdHash, long SignedInAt, long LastSeenAt, string? Address, string? UserAgent)
    {
        public ListedSession ToListed() => new(
            IdHash, DateTimeOffset.FromUnixTimeMilliseconds(SignedInAt), DateTimeOffset.FromUnixTimeMilliseconds(LastSeenAt), Address, UserAgent);
    }

    private sealed record EndedRow(byte[] SealedId, string PersonId, string Org);
}
