using System.Data.Common;
using Dapper;
using Pmo.Hosting.Storage;
using Pmo.Matching.Storage;
using Pmo.Matching.Tokens;

namespace Pmo.Matching.Checks.Storage;

/// <summary>Checks, their staged pseudonyms and their stored answers. Thread-safe.</summary>
internal sealed class CheckStore(Database database)
{
    private const string Columns =
        "key, id, partner, kind, rows, datasets, disclose, regions, state, attempt, persons, matched, expires_at AS expires_at_seconds";

    public Task<Check?> FindAsync(string id, CancellationToken cancellation) => database.ReadAsync(c => FindAsync(c, id, null), cancellation);

    /// <summary>Makes a check, unless one with that id is there.</summary>
    /// <returns>The check that has the id now.</returns>
    public Task<Check> OpenAsync(Check check, CancellationToken cancellation) => database.WriteAsync(
        async transaction =>
        {
            await transaction.Connection!.ExecuteAsync(
                """
                INSERT INTO checks (id, partner, kind, rows, datasets, disclose, regions, state, expires_at)
                VALUES (@Id, @Partner, @Kind, @Rows, @Datasets, @Disclose, @Regions, 'open', @ExpiresAtSeconds)
                ON CONFLICT DO NOTHING
                """,
                check,
                transaction);
            return (await FindAsync(transaction.Connection!, check.Id, transaction))!;
        },
        cancellation);

    public Task<IReadOnlyList<int>> ListPartsAsync(long check, CancellationToken cancellation) => database.ReadAsync<IReadOnlyList<int>>(
        async c => (await c.QueryAsync<int>("SELECT part FROM check_parts WHERE check_key = @check ORDER BY part", new { check })).AsList(), cancellation);

    public Task<string?> FindPartAsync(long check, int part, CancellationToken cancellation) =>
        database.ReadAsync(c => FindPartAsync(c, check, part, null), cancellation);

    /// <summary>Stages a part's pseudonyms, once.</summary>
    /// <returns>The digest under which the part is stored now; null when the check takes none any more.</returns>
    public Task<string?> AddPartAsync(long check, int part, string digest, byte[] pseudonyms, CancellationToken cancellation) => database.WriteAsideAsync(
        async transaction =>
        {
            var connection = transaction.Connection!;
            if (!await IsOpenAsync(transaction, check))
            {
                return null;
            }

            await connection.ExecuteAsync(
                "INSERT INTO check_parts (check_key, part, digest, pseudonyms) VALUES (@check, @part, @digest, @pseudonyms) ON CONFLICT DO NOTHING",
                new { check, part, digest, pseudonyms },
                transaction);
            return await FindPartAsync(connection, check, part, transaction);
        },
        cancellation);

    /// <summary>Pseudonyms of one part, n × 16 bytes, from the place <paramref name="first"/> of it on; at its end fewer, or none.</summary>
    public static async Task<byte[]> ReadPartAsync(DbConnection connection, long check, int part, int first, int most) =>
        await connection.QuerySingleAsync<byte[]>(
            "SELECT substr(pseudonyms, @start, @length) FROM check_parts WHERE check_key = @check AND part = @part",
            new { check, part, start = (first * Pseudonym.Size) + 1, length = most * Pseudonym.Size });

    /// <summary>Stores pieces of an answer that does not count yet.</summary>
    /// <param name="check">Which.</param>
    /// <param name="attempt">Whose answer.</param>
    /// <param name="first">Number of the first piece; the others follow.</param>
    /// <param name="pieces">Their content.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <returns>Whether it did: not when the check was committed or cleaned meanwhile.</returns>
    public Task<bool> SpoolAsync(long check, string attempt, int first, IReadOnlyList<byte[]> pieces, CancellationToken cancellation) =>
        SpoolAsync(check, attempt, pieces.Select((content, i) => ((long)first + i, content)), cancellation);

    /// <summary>Stores pages of the journal until the attempt's answer counts: <see cref="StagedPages"/>.</summary>
    /// <inheritdoc cref="SpoolAsync(long, string, int, IReadOnlyList{byte[]}, CancellationToken)"/>
    public Task<bool> StageAsync(
        long check, string attempt, IEnumerable<(int Bucket, byte[] Matched, byte[] Others)> pages, CancellationToken cancellation) =>
        SpoolAsync(check, StagedPages.NameOf(attempt), StagedPages.ToPieces(pages), cancellation);

    private Task<bool> SpoolAsync(long check, string attempt, IEnumerable<(long Seq, byte[] Content)> pieces, CancellationToken cancellation) => database.WriteAsideAsync(
        async transaction =>
        {
            if (!await IsOpenAsync(transaction, check))
            {
                return false;
            }

            foreach (var (seq, content) in pieces)
            {
                await transaction.Connection!.ExecuteAsync(
                    "INSERT INTO check_answers (check_key, attempt, seq, content) VALUES (@check, @attempt, @seq, @content)",
                    new { check, attempt, seq, content },
                    transaction);
            }

            return true;
        },
        cancellation);

    // Until the transaction ends, the check is not committed, nor cleaned.
    private static async Task<bool> IsOpenAsync(DbTransaction transaction, long check) => await transaction.Connection!.ExecuteScalarAsync<string>(
        $"SELECT state FROM checks WHERE key = @check AND cleaned = 0 {Dialect.ForShare(transaction.Connection!)}", new { check }, transaction) == "open";

    /// <summary>Makes the attempt's answer the answer, unless another was first; forgets the pseudonyms and the other attempts.</summary>
    /// <param name="check">Which.</param>
    /// <param name="attempt">Whose answer.</param>
    /// <param name="persons">Distinct persons.</param>
    /// <param name="matched">Of them, found.</param>
    /// <param name="first">What else the first commit writes, in its transaction.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <returns>The check as it is then; open still, when it has expired and was cleaned.</returns>
    public Task<Check> CommitAsync(
        Check check, string attempt, int persons, int matched, Func<DbTransaction, Task> first, CancellationToken cancellation) => database.WriteBulkAsync(
        async transaction =>
        {
            var connection = transaction.Connection!;
            var isFirst = await connection.ExecuteAsync(
                """
                UPDATE checks SET state = 'committed', attempt = @attempt, persons = @persons, matched = @matched WHERE key = @Key AND state = 'open' AND cleaned = 0
                """,
                new { check.Key, attempt, persons, matched },
                transaction) == 1;
            if (isFirst)
            {
                await first(transaction);
            }

            var current = (await FindAsync(connection, check.Id, transaction))!;
            await connection.ExecuteAsync(
                """
                DELETE FROM check_answers WHERE check_key = @Key AND attempt <> @Attempt;
                DELETE FROM check_parts WHERE check_key = @Key
                """,
                new { current.Key, current.Attempt },
                transaction);
            return current;
        },
        cancellation);

    /// <summary>The first piece of the stored answer, and the number of the last; null when the answer has been destroyed.</summary>
    public Task<(byte[]? Head, long Last)> FindAnswerAsync(Check check, CancellationToken cancellation) => database.ReadAsync(
        c => c.QuerySingleOrDefaultAsync<(byte[]?, long)>(
            """
            SELECT content, (SELECT max(seq) FROM check_answers WHERE check_key = @Key AND attempt = @Attempt)
            FROM check_answers WHERE check_key = @Key AND attempt = @Attempt AND seq = 0
            """,
            new { check.Key, check.Attempt }),
        cancellation);

    /// <summary>One more piece of it; null when it has been destroyed.</summary>
    public Task<byte[]?> ReadAnswerAsync(Check check, int seq, CancellationToken cancellation) => database.ReadAsync(
        c => c.QuerySingleOrDefaultAsync<byte[]>(
            "SELECT content FROM check_answers WHERE check_key = @Key AND attempt = @Attempt AND seq = @seq", new { check.Key, check.Attempt, seq }),
        cancellation);

    /// <summary>Runs <paramref name="read"/> against the database as it is at one instant, perhaps twice.</summary>
    public Task<T> SnapshotAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken cancellation) =>
        database.ReadSnapshotAsideAsync(snapshot => read(snapshot.Connection!), cancellation);

    private static Task<Check?> FindAsync(DbConnection connection, string id, DbTransaction? transaction) =>
        connection.QuerySingleOrDefaultAsync<Check>($"SELECT {Columns} FROM checks WHERE id = @id", new { id }, transaction);

    private static Task<string?> FindPartAsync(DbConnection connection, long check, int part, DbTransaction? transaction) =>
        connection.ExecuteScalarAsync<string>("SELECT digest FROM check_parts WHERE check_key = @check AND part = @part", new { check, part }, transaction);
}
