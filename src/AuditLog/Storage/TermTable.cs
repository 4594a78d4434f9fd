using System.Data.Common;
using System.Globalization;
using Dapper;
using Pmo.AuditLog.Search;

namespace Pmo.AuditLog.Storage;

/// <summary>The words that entries are found by, in the database. Thread-safe.</summary>
internal static class TermTable
{
    /// <summary>How many entries have two words within a time.</summary>
    public const string CountSql =
        """
        SELECT count(*) FROM audit_terms t
        WHERE t.word = (SELECT id FROM audit_words WHERE word = @word) AND t.at >= @from AND t.at < @to AND EXISTS (
          SELECT 1 FROM audit_terms o WHERE o.word = (SELECT id FROM audit_words WHERE word = @other) AND o.at = t.at AND o.seq = t.seq)
        """;

    // Looking this far tells a rare word from a common one: some milliseconds, where leading with the wrong one of two that never go together costs hundreds.
    private const int Glance = 200_000;

    /// <summary>The first place whose entry is not found yet.</summary>
    public static Task<long> NextAsync(DbConnection connection) => connection.ExecuteScalarAsync<long>("SELECT next FROM audit_indexed WHERE id = 1");

    public static Task AdvanceAsync(long next, DbTransaction transaction) =>
        transaction.Connection!.ExecuteAsync("UPDATE audit_indexed SET next = @next WHERE id = 1", new { next }, transaction);

    /// <summary>The number of a word, which gets one if it has none.</summary>
    public static Task<long> NumberAsync(string word, DbTransaction transaction) => transaction.Connection!.ExecuteScalarAsync<long>(
        "INSERT INTO audit_words (word) VALUES (@word) ON CONFLICT (word) DO UPDATE SET word = excluded.word RETURNING id", new { word }, transaction);

    /// <summary>The numbers of those words that have one.</summary>
    public static async Task<List<long>> NumbersAsync(IEnumerable<string> words, DbConnection connection) =>
        (await connection.QueryAsync<long>("SELECT id FROM audit_words WHERE word IN @words", new { words = SqlList.Of(words) })).AsList();

    /// <summary>Puts entries under a word: by a statement for all of them, since there are some ten words to an entry.</summary>
    /// <param name="word">Its number.</param>
    /// <param name="places">Of the entries.</param>
    /// <param name="transaction">The caller's.</param>
    public static Task InsertAsync(long word, IReadOnlyCollection<long> places, DbTransaction transaction)
    {
        var connection = transaction.Connection!;
        return Engine.IsSqlite(connection)
            ? connection.ExecuteAsync(
                Insert("(SELECT value FROM json_each(@places))"), new { word, places = $"[{string.Join(',', places)}]" }, transaction)
            : connection.ExecuteAsync(Insert("(SELECT unnest(@places))"), new { word, places = places.ToArray() }, transaction);
    }

    /// <summary>Takes an entry from under words.</summary>
    public static Task RemoveAsync(IEnumerable<string> words, EntryPlace place, DbTransaction transaction) => transaction.Connection!.ExecuteAsync(
        "DELETE FROM audit_terms WHERE word IN (SELECT id FROM audit_words WHERE word IN @words) AND at = @at AND seq = @seq",
        new { words = SqlList.Of(words), at = place.At, seq = place.Seq },
        transaction);

    /// <summary>Forgets words under which nothing is found any more.</summary>
    public static Task ForgetAsync(DbTransaction transaction) => transaction.Connection!.ExecuteAsync(
        "DELETE FROM audit_words WHERE NOT EXISTS (SELECT 1 FROM audit_terms WHERE audit_terms.word = audit_words.id)", transaction: transaction);

    /// <summary>How many entries are under both words within a time.</summary>
    public static Task<long> CountAsync(string word, string other, long from, long to, DbConnection connection) => connection.ExecuteScalarAsync<long>(
        CountSql, new { word, other, from, to });

    /// <summary>The words that begin so.</summary>
    public static async Task<List<string>> WordsAsync(string beginning, DbConnection connection) => (await connection.QueryAsync<string>(
        "SELECT word FROM audit_words WHERE substr(word, 1, @length) = @beginning ORDER BY word", new { beginning, length = beginning.Length })).AsList();

    /// <summary>About how many entries are under words within a time; what is beyond a glance is not counted.</summary>
    public static async Task<long> GlanceAsync(IReadOnlyList<long> words, long from, long to, DbConnection connection)
    {
        var count = 0L;
        foreach (var word in words)
        {
            count += await connection.ExecuteScalarAsync<long>(
                "SELECT count(*) FROM (SELECT 1 FROM audit_terms WHERE word = @word AND at BETWEEN @from AND @to LIMIT @Glance) AS few",
                new { word, from, to, Glance });
        }

        return count;
    }

    /// <summary>Places under a word, the newest first, that are also under one word of each of the other groups.</summary>
    public static async Task<List<EntryPlace>> PageAsync(
        long word, IReadOnlyList<IReadOnlyList<long>> others, long from, EntryPlace before, int most, DbConnection connection)
    {
        var parameters = new DynamicParameters(new { word, from, to = before.At, seq = before.Seq, most });
        for (var i = 0; i < others.Count; i++)
        {
            parameters.Add(Name(i), SqlList.Of(others[i]));
        }

        return (await connection.QueryAsync<EntryPlace>(PageSql(others.Count), parameters)).AsList();
    }

    /// <summary>The statement of <see cref="PageAsync"/>; each group is a parameter.</summary>
    public static string PageSql(int others) =>
        $"""
        SELECT t.at, t.seq FROM audit_terms t
        WHERE t.word = @word AND t.at BETWEEN @from AND @to AND (t.at < @to OR t.seq < @seq)
        {string.Concat(Enumerable.Range(0, others).Select(i =>
            $"AND EXISTS (SELECT 1 FROM audit_terms o WHERE o.word IN @{Name(i)} AND o.at = t.at AND o.seq = t.seq)\n"))}
        ORDER BY t.at DESC, t.seq DESC LIMIT @most
        """;

    private static string Insert(string places) =>
        $"""
        INSERT INTO audit_terms (word, at, seq) SELECT @word, coalesce(at, 0), seq FROM audit_entries WHERE seq IN {places} ORDER BY at, seq
        ON CONFLICT DO NOTHING
        """;

    private static string Name(int group) => "group" + group.ToString(CultureInfo.InvariantCulture);
}
