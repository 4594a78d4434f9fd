using System.Data.Common;
using Dapper;
using Pmo.Hosting.Storage;

namespace Pmo.Gateway.Sessions.Storage;

/// <summary>The case numbers of data subjects' requests, so that every entry of the session names it. Thread-safe.</summary>
internal sealed class SubjectCases(Database database)
{
    /// <summary>Notes the case of a session that is being opened.</summary>
    public static Task AddAsync(Session session, string caseNumber, DbTransaction transaction) => transaction.Connection!.ExecuteAsync(
        "INSERT INTO subject_cases (session, case_number, expires_at) VALUES (@Id, @caseNumber, @expires)",
        new { session.Id, caseNumber, expires = session.ExpiresAt.ToUnixTimeSeconds() },
        transaction);

    /// <summary>The case of a session; null when it is none of a data subject.</summary>
    public Task<string?> FindAsync(string session, CancellationToken cancellation) => database.ReadAsync(
        connection => connection.ExecuteScalarAsync<string?>("SELECT case_number FROM subject_cases WHERE session = @session", new { session }), cancellation);

    /// <summary>Deletes those of sessions that ended before <paramref name="before"/>.</summary>
    public static Task ForgetAsync(DateTimeOffset before, DbTransaction transaction) => transaction.Connection!.ExecuteAsync(
        "DELETE FROM subject_cases WHERE expires_at <= @before", new { before = before.ToUnixTimeSeconds() }, transaction);
}
