using System.Data.Common;
using Dapper;
using Pmo.Hosting.Storage;

namespace Pmo.Matching.Noise.Storage;

/// <summary>Answers that noise was drawn for, and what they cost. Thread-safe.</summary>
internal sealed class NoiseStore(Database database)
{
    /// <summary>The answer to a question that was asked before.</summary>
    public Task<byte[]?> FindAsync(string question, CancellationToken cancellation) => database.ReadAsync(c => FindAsync(c, question, null), cancellation);

    /// <summary>Whether there is enough left on every dataset; the key of the first where there is not.</summary>
    public Task<long?> FindExhaustedAsync(
        IReadOnlyList<long> datasets, int year, int hundredths, int budget, CancellationToken cancellation) =>
        database.ReadAsync(c => FindExhaustedAsync(c, datasets, year, hundredths, budget, null), cancellation);

    /// <summary>Charges a question and stores its answer, unless another was first.</summary>
    /// <returns>The answer that counts now, or the dataset that has too little left.</returns>
    public Task<(byte[]? Answer, long? Exhausted)> ChargeAsync(
        string question, byte[] answer, IReadOnlyList<long> datasets, int hundredths, int budget, DateTimeOffset at, int year,
        CancellationToken cancellation) => database.WriteAsync<(byte[]?, long?)>(
        async transaction =>
        {
            var connection = transaction.Connection!;

            // Written first: of two that ask at once, on an engine where transactions run side by side, the second waits here.
            foreach (var dataset in datasets)
            {
                await connection.ExecuteAsync(
                    """
                    INSERT INTO noise_spent (dataset, year, hundredths) VALUES (@dataset, @year, 0)
                    ON CONFLICT (dataset, year) DO UPDATE SET hundredths = noise_spent.hundredths
                    """,
                    new { dataset, year },
                    transaction);
            }

            if (await FindAsync(connection, question, transaction) is { } stored)
            {
                return (stored, null);
            }

            if (await FindExhaustedAsync(connection, datasets, year, hundredths, budget, transaction) is { } exhausted)
            {
                return (null, exhausted);
            }

            await connection.ExecuteAsync(
                "UPDATE noise_spent SET hundredths = hundredths + @hundredths WHERE year = @year AND dataset IN @datasets",
                new { hundredths, year, datasets = SqlList.Of(datasets) },
                transaction);
            await connection.ExecuteAsync(
                "INSERT INTO noised_answers (question, drawn_at, content) VALUES (@question, @at, @answer)",
                new { question, at = at.ToUnixTimeSeconds(), answer },
                transaction);
            return (answer, null);
        },
        cancellation);

    private static Task<byte[]?> FindAsync(DbConnection connection, string question, DbTransaction? transaction) =>
        connection.QuerySingleOrDefaultAsync<byte[]>("SELECT content FROM noised_answers WHERE question = @question", new { question }, transaction);

    private static Task<long?> FindExhaustedAsync(
        DbConnection connection, IReadOnlyList<long> datasets, int year, int hundredths, int budget, DbTransaction? transaction) =>
        connection.QueryFirstOrDefaultAsync<long?>(
            "SELECT dataset FROM noise_spent WHERE dataset IN @datasets AND year = @year AND hundredths > @most ORDER BY dataset LIMIT 1",
            new { datasets = SqlList.Of(datasets), year, most = budget - hundredths },
            transaction);
}
