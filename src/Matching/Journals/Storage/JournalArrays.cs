using System.Data.Common;
using Npgsql;
using NpgsqlTypes;

namespace Pmo.Matching.Journals.Storage;

/// <summary>Writes pages of the journal on PostgreSQL, all in one statement: a round trip for each would be made under the write lock.</summary>
internal static class JournalArrays
{
    public static async Task InsertAsync(DbTransaction transaction, long inquiry, IReadOnlyList<(int Bucket, byte[] Matched, byte[] Others)> pages)
    {
        await using var insert = new NpgsqlCommand(
            """
            INSERT INTO journal (bucket, inquiry, matched, others)
            SELECT bucket, $1, matched, others FROM unnest($2, $3, $4) AS page (bucket, matched, others)
            ON CONFLICT DO NOTHING
            """,
            (NpgsqlConnection)transaction.Connection!,
            (NpgsqlTransaction)transaction);
        insert.Parameters.Add(new NpgsqlParameter<long> { TypedValue = inquiry });
        insert.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. pages.Select(p => (long)p.Bucket)] });
        insert.Parameters.Add(Bytes(pages.Select(p => p.Matched)));
        insert.Parameters.Add(Bytes(pages.Select(p => p.Others)));
        await insert.ExecuteNonQueryAsync();
    }

    private static NpgsqlParameter<byte[][]> Bytes(IEnumerable<byte[]> values) =>
        new() { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea, TypedValue = [.. values] };
}
