using System.Data.Common;
using Dapper;
using Pmo.Hosting.Storage;

namespace Pmo.Matching.Epochs.Storage;

/// <summary>One epoch as it lies in the database.</summary>
internal sealed record EpochRow
{
    public long Key { get; init; }

    public string Epoch { get; init; } = "";

    public string State { get; init; } = "";

    public byte[] Content { get; init; } = [];
}

/// <summary>Epochs and the pinned signer of their pairings. Thread-safe.</summary>
internal sealed class EpochStore(Database database)
{
    public const string Active = "active";
    public const string Next = "next";

    public Task<IReadOnlyList<EpochRow>> ListAsync(CancellationToken cancellation) => database.ReadAsync<IReadOnlyList<EpochRow>>(
        async c => (await c.QueryAsync<EpochRow>("SELECT key, epoch, state, content FROM epochs ORDER BY key")).AsList(), cancellation);

    /// <summary>Pins <paramref name="fingerprint"/> if none is yet, and answers the pinned one.</summary>
    public static async Task<string> PinAsync(DbTransaction transaction, string fingerprint)
    {
        await transaction.Connection!.ExecuteAsync(
            "INSERT INTO pairing_signer (one, fingerprint) VALUES (1, @fingerprint) ON CONFLICT DO NOTHING", new { fingerprint }, transaction);
        return (await transaction.Connection!.ExecuteScalarAsync<string>("SELECT fingerprint FROM pairing_signer", transaction: transaction))!;
    }

    public static Task<EpochRow?> FindAsync(DbTransaction transaction, string epoch) => transaction.Connection!.QuerySingleOrDefaultAsync<EpochRow>(
        "SELECT key, epoch, state, content FROM epochs WHERE epoch = @epoch", new { epoch }, transaction);

    /// <summary>The first epoch is active. A later one waits: until rotation has re-keyed the records, its tokens would quietly match nobody.</summary>
    public static Task InsertAsync(DbTransaction transaction, string epoch, byte[] content, long now) => transaction.Connection!.ExecuteAsync(
        $"""
        INSERT INTO epochs (epoch, state, content, imported_at)
        SELECT @epoch, CASE WHEN EXISTS (SELECT 1 FROM epochs) THEN '{Next}' ELSE '{Active}' END, @content, @now
        """,
        new { epoch, content, now },
        transaction);

    /// <inheritdoc cref="Database.WriteAsync{T}"/>
    public Task WriteAsync(Func<DbTransaction, Task> write, CancellationToken cancellation) => database.WriteAsync(write, cancellation);
}
