using System.Data.Common;
using Dapper;
using Pmo.Hosting.Storage;

namespace Pmo.Matching.Subjects.Storage;

/// <summary>Data subjects' requests. Thread-safe.</summary>
internal sealed class SubjectStore(Database database)
{
    private const string Columns = "key, id, partner, mode, case_number, kind, digest, pseudonym, answer, expires_at AS expires_at_seconds";

    public Task<Subject?> FindAsync(string id, CancellationToken cancellation) => database.ReadAsync(c => FindAsync(c, id, null), cancellation);

    /// <summary>Makes a request, unless one with that id is there.</summary>
    /// <returns>The request that has the id now.</returns>
    public Task<Subject> OpenAsync(Subject subject, CancellationToken cancellation) => database.WriteAsync(
        async transaction =>
        {
            await transaction.Connection!.ExecuteAsync(
                """
                INSERT INTO subjects (id, partner, mode, case_number, kind, expires_at)
                VALUES (@Id, @Partner, @Mode, @CaseNumber, @Kind, @ExpiresAtSeconds)
                ON CONFLICT DO NOTHING
                """,
                subject,
                transaction);
            return (await FindAsync(transaction.Connection!, subject.Id, transaction))!;
        },
        cancellation);

    /// <summary>Stages the person, once.</summary>
    /// <returns>The digest of the part that is stored now.</returns>
    public Task<string> SetPersonAsync(Subject subject, string digest, byte[] pseudonym, CancellationToken cancellation) => database.WriteAsync(
        async transaction =>
        {
            await transaction.Connection!.ExecuteAsync(
                "UPDATE subjects SET digest = @digest, pseudonym = @pseudonym WHERE key = @Key AND digest IS NULL",
                new { subject.Key, digest, pseudonym },
                transaction);
            return (await FindAsync(transaction.Connection!, subject.Id, transaction))!.Digest!;
        },
        cancellation);

    /// <summary>Works the answer out and stores it, with all that it does, unless that was done.</summary>
    /// <returns>The answer.</returns>
    public Task<byte[]> CommitAsync(Subject subject, Func<DbTransaction, Task<byte[]>> work, CancellationToken cancellation) => database.WriteAsync(
        async transaction =>
        {
            var connection = transaction.Connection!;
            if ((await FindAsync(connection, subject.Id, transaction))!.Answer is { } done)
            {
                return done;
            }

            var answer = await work(transaction);
            await connection.ExecuteAsync(
                "UPDATE subjects SET answer = @answer, pseudonym = NULL WHERE key = @Key", new { subject.Key, answer }, transaction);
            return answer;
        },
        cancellation);

    /// <summary>Destroys those whose session has ended, answers and all.</summary>
    public Task ForgetAsync(long now, CancellationToken cancellation) => database.WriteAsync(
        transaction => transaction.Connection!.ExecuteAsync("DELETE FROM subjects WHERE expires_at <= @now", new { now }, transaction), cancellation);

    private static Task<Subject?> FindAsync(DbConnection connection, string id, DbTransaction? transaction) =>
        connection.QuerySingleOrDefaultAsync<Subject>($"SELECT {Columns} FROM subjects WHERE id = @id", new { id }, transaction);
}
