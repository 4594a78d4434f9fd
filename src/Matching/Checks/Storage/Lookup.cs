using System.Data.Common;
using System.Runtime.CompilerServices;
using Dapper;
using Pmo.Hosting.Storage;
using Pmo.Matching.Datasets;
using Pmo.Matching.Storage;
using Pmo.Matching.Tokens;

namespace Pmo.Matching.Checks.Storage;

/// <summary>Looks for persons in the visible records of some datasets, within one snapshot. Not thread-safe.</summary>
internal sealed class Lookup
{
    private readonly DbConnection _connection;
    private readonly Dictionary<long, Dataset> _visible;

    private Lookup(DbConnection connection, Dictionary<long, Dataset> visible)
    {
        _connection = connection;
        _visible = visible;
    }

    /// <summary>Finds which uploads of <paramref name="datasets"/> are visible.</summary>
    public static async Task<Lookup> CreateAsync(DbConnection connection, IReadOnlyList<Dataset> datasets)
    {
        var byKey = datasets.ToDictionary(d => d.Key);
        var uploads = await connection.QueryAsync<(long Upload, long Dataset)>(
            "SELECT key, dataset FROM uploads WHERE dataset IN @keys AND state = 'committed'", new { keys = SqlList.Of(byKey.Keys) });
        return new Lookup(connection, uploads.ToDictionary(u => u.Upload, u => byKey[u.Dataset]));
    }

    /// <summary>
    /// The visible records of <paramref name="pseudonyms"/>, row by row. Datasets are told apart here and not by a join, so that the records can lie
    /// divided by pseudonym.
    /// </summary>
    public IAsyncEnumerable<Found> FindAsync(IEnumerable<Pseudonym> pseudonyms, CancellationToken cancellation) =>
        FindAsync("pseudonym", pseudonyms, cancellation);

    /// <summary>The visible records whose family card is one of <paramref name="households"/>, row by row.</summary>
    public IAsyncEnumerable<Found> FindHouseholdsAsync(IEnumerable<Pseudonym> households, CancellationToken cancellation) =>
        FindAsync("household", households, cancellation);

    private async IAsyncEnumerable<Found> FindAsync(
        string column, IEnumerable<Pseudonym> pseudonyms, [EnumeratorCancellation] CancellationToken cancellation)
    {
        const string Columns = "pseudonym, upload, aid_type, amount, period, region, delivered, household";
        await using var record = RecordSearch.Open(_connection, Columns, column, pseudonyms);
        while (await record.ReadAsync(cancellation))
        {
            if (_visible.TryGetValue(record.Number(1)!.Value, out var dataset))
            {
                yield return new Found(
                    record.Person(0)!.Value,
                    dataset,
                    record.Text(2),
                    record.Number(3),
                    record.Text(4),
                    record.Text(5),
                    record.Number(6) != 0,
                    record.Person(7));
            }
        }
    }
}
