using System.Data.Common;
using Dapper;
using Pmo.Hosting.Storage;
using Pmo.Protocol.Api;

namespace Pmo.Matching.Destructions.Storage;

/// <summary>What was destroyed, in that order. Thread-safe.</summary>
internal sealed class DestructionTable(Database database, TimeProvider time)
{
    /// <summary>Adds one, in the transaction of the destruction.</summary>
    public Task AddAsync(Destroyed destroyed, DbTransaction transaction)
    {
        var at = time.GetUtcNow();
        return transaction.Connection!.ExecuteAsync(
            """
            INSERT INTO destructions (id, at, dataset, owner, reason, rows, audit)
            VALUES (@id, @at, @Dataset, @Owner, @Reason, @Rows, @Audit)
            """,
            new
            {
                id = Guid.CreateVersion7(at).ToString("D"), at = at.ToUnixTimeMilliseconds(), destroyed.Dataset, destroyed.Owner, destroyed.Reason,
                destroyed.Rows, destroyed.Audit,
            },
            transaction);
    }

    /// <summary>Those after number <paramref name="after"/>, the oldest first.</summary>
    public Task<DestructionList> ReadAsync(long after, CancellationToken cancellation) => database.ReadAsync(
        async connection =>
        {
            var rows = await connection.QueryAsync<Row>(
                "SELECT seq, id, at, dataset, owner, reason, rows, audit FROM destructions WHERE seq > @after ORDER BY seq LIMIT @most",
                new { after, most = DestructionList.MaxItems });
            var last = await connection.ExecuteScalarAsync<long>("SELECT coalesce(max(seq), 0) FROM destructions");
            return new DestructionList(last, [.. rows.Select(r => r.ToItem())]);
        },
        cancellation);

    private sealed class Row
    {
        public long Seq { get; init; }
        public string Id { get; init; } = "";
        public long At { get; init; }
        public string Dataset { get; init; } = "";
        public string Owner { get; init; } = "";
        public string Reason { get; init; } = "";
        public long Rows { get; init; }
        public string? Audit { get; init; }

        public DestructionItem ToItem() =>
            new(Seq, Id, DateTimeOffset.FromUnixTimeMilliseconds(At), Dataset, Owner, Reason, (int)Math.Min(Rows, int.MaxValue), Audit);
    }
}
