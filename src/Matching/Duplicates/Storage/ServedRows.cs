using System.Data.Common;
using System.Runtime.CompilerServices;
using Dapper;
using Pmo.Matching.Checks;
using Pmo.Matching.Datasets;
using Pmo.Matching.Storage;
using Pmo.Matching.Tokens;

namespace Pmo.Matching.Duplicates.Storage;

/// <summary>A visible row of some dataset, with where it stands. Never prints itself.</summary>
internal readonly record struct ServedRow(Found Found, long Upload, int Seq, string? Ref)
{
    public override string ToString() => nameof(ServedRow);
}

/// <summary>Reads the rows of some uploads, person by person in the order of pseudonyms. Not thread-safe.</summary>
internal sealed class ServedRows(DbConnection connection, IReadOnlyDictionary<long, Dataset> datasetOf)
{
    /// <summary>The next persons of <paramref name="uploads"/>, in order.</summary>
    public async Task<IReadOnlyList<Pseudonym>> NextAsync(IEnumerable<long> uploads, Pseudonym? after, int most)
    {
        var next = new SortedSet<Pseudonym>(Comparer<Pseudonym>.Create(Pseudonym.Compare));
        foreach (var upload in uploads)
        {
            // One range of an index for each upload, so that a page costs what it holds and not what the dataset holds.
            var ordered = await connection.QueryAsync<byte[]>(
                """
                SELECT DISTINCT pseudonym FROM records
                WHERE upload = @upload AND pseudonym > @after AND restricted = 0 ORDER BY pseudonym LIMIT @most
                """,
                new { upload, after = after?.ToBytes() ?? [], most }); // nothing is less than no bytes
            next.UnionWith(ordered.Select(p => Pseudonym.Read(p)));
        }

        return [.. next.Take(most)];
    }

    /// <summary>All rows of <paramref name="persons"/>, in no order.</summary>
    public async IAsyncEnumerable<ServedRow> ReadAsync(IReadOnlyList<Pseudonym> persons, [EnumeratorCancellation] CancellationToken cancellation)
    {
        const string Columns = "pseudonym, upload, aid_type, amount, period, region, delivered, seq, ref";
        await using var record = RecordSearch.Open(connection, Columns, "pseudonym", persons);
        while (await record.ReadAsync(cancellation))
        {
            var upload = record.Number(1)!.Value;
            if (datasetOf.TryGetValue(upload, out var dataset))
            {
                var found = new Found(
                    record.Person(0)!.Value, dataset, record.Text(2), record.Number(3), record.Text(4), record.Text(5), record.Number(6) != 0,
                    Household: null);
                yield return new ServedRow(found, upload, (int)record.Number(7)!.Value, record.Text(8));
            }
        }
    }
}
