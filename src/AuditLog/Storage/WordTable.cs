using System.Data.Common;
using Dapper;

namespace Pmo.AuditLog.Storage;

/// <summary>The words that entries are found by, a number for each, and how far they are taken in. Thread-safe.</summary>
internal static class WordTable
{
    // The driver of SQLite looks each parameter up among all of the statement.
    private const int Slice = 100;

    /// <summary>The first place whose entry is not found yet.</summary>
    public static Task<long> NextAsync(DbConnection connection) => connection.ExecuteScalarAsync<long>("SELECT next FROM audit_indexed WHERE id = 1");

    public static Task AdvanceAsync(long next, DbTransaction transaction) =>
        transaction.Connection!.ExecuteAsync("UPDATE audit_indexed SET next = @next WHERE id = 1", new { next }, transaction);

    /// <summary>The numbers of those words that have one.</summary>
    public static async Task<Dictionary<string, long>> NumbersAsync(IReadOnlyCollection<string> words, DbConnection connection)
    {
        var numbers = new Dictionary<string, long>(words.Count, StringComparer.Ordinal);
        foreach (var slice in words.Chunk(Slice))
        {
            foreach (var (word, id) in await connection.QueryAsync<(string, long)>("SELECT word, id FROM audit_words WHERE word IN @words", new { words = SqlList.Of(slice) }))
            {
                numbers[word] = id;
            }
        }

        return numbers;
    }

    /// <summary>The numbers of words, which get one if they have none.</summary>
    public static async Task<Dictionary<string, long>> NumberAsync(IReadOnlyCollection<string> words, DbTransaction transaction)
    {
        var numbers = await NumbersAsync(words, transaction.Connection!);
        var missing = words.Where(word => !numbers.ContainsKey(word)).ToList();
        if (missing.Count == 0)
        {
            return numbers;
        }

        await SqlRows.InsertAsync("INSERT INTO audit_words (word) VALUES", "", missing.Select(word => new object[] { word }), transaction);
        foreach (var (word, number) in await NumbersAsync(missing, transaction.Connection!))
        {
            numbers.Add(word, number);
        }

        return numbers;
    }

    /// <summary>The words that begin so.</summary>
    public static async Task<List<string>> BeginningAsync(string beginning, DbConnection connection) => (await connection.QueryAsync<string>(
        "SELECT word FROM audit_words WHERE substr(word, 1, @length) = @beginning ORDER BY word", new { beginning, length = beginning.Length })).AsList();

    /// <summary>Forgets words under which nothing is found any more.</summary>
    public static Task ForgetAsync(DbTransaction transaction) => transaction.Connection!.ExecuteAsync(
        "DELETE FROM audit_words WHERE NOT EXISTS (SELECT 1 FROM audit_bits WHERE audit_bits.word = audit_words.id)", transaction: transaction);
}
