using System.Data.Common;

namespace Pmo.Matching.Uploads.Storage;

/// <summary>One row as it is stored. Never prints itself.</summary>
internal readonly record struct Record(
    ReadOnlyMemory<byte> Pseudonym,
    ReadOnlyMemory<byte> Element,
    ReadOnlyMemory<byte>? Household,
    ReadOnlyMemory<byte>? HouseholdElement,
    long Epoch,
    int Seq,
    string? AidType,
    long? Amount,
    string? Period,
    string? Region,
    int? Desil,
    string? Needs,
    bool Delivered,
    string? Ref)
{
    public override string ToString() => nameof(Record);
}

/// <summary>Bulk insert of records: one prepared statement, in the order of the primary key, which keeps the tree's pages together.</summary>
internal static class RecordStore
{
    private static readonly string[] Columns =
    [
        "pseudonym", "upload", "seq", "epoch", "element", "household", "household_element", "aid_type", "amount", "period", "region", "desil", "needs",
        "delivered", "ref",
    ];

    public static async Task InsertAsync(DbTransaction transaction, long upload, IReadOnlyList<Record> records, CancellationToken cancellation)
    {
        await using var insert = transaction.Connection!.CreateCommand();
        insert.Transaction = transaction;
        insert.CommandText = $"INSERT INTO records ({string.Join(", ", Columns)}) VALUES ({string.Join(", ", Columns.Select(c => "@" + c))})";
        foreach (var column in Columns)
        {
            var parameter = insert.CreateParameter();
            parameter.ParameterName = "@" + column;
            insert.Parameters.Add(parameter);
        }

        foreach (var r in records.Order(ByPseudonym))
        {
            object?[] values =
            [
                r.Pseudonym.ToArray(), upload, r.Seq, r.Epoch, r.Element.ToArray(), r.Household?.ToArray(), r.HouseholdElement?.ToArray(), r.AidType, r.Amount, r.Period, r.Region, r.Desil, r.Needs,
                r.Delivered ? 1 : 0, r.Ref,
            ];
            for (var i = 0; i < values.Length; i++)
            {
                insert.Parameters[i].Value = values[i] ?? DBNull.Value;
            }

            await insert.ExecuteNonQueryAsync(cancellation);
        }
    }

    private static readonly Comparer<Record> ByPseudonym =
        Comparer<Record>.Create((a, b) => a.Pseudonym.Span.SequenceCompareTo(b.Pseudonym.Span));
}
