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
        await using var command = _connection.CreateCommand();
        command.CommandText =
            $"SELECT pseudonym, upload, aid_type, amount, period, region, delivered, household FROM records WHERE {Dialect.Among(_connection, column)} AND restricted = 0";
        new PseudonymList(pseudonyms).AddParameter(command, "pseudonyms");
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            if (_visible.TryGetValue(reader.GetInt64(1), out var dataset))
            {
                yield return new Found(
                    Pseudonym.Read(reader.GetFieldValue<byte[]>(0)),
                    dataset,
                    Text(reader, 2),
                    reader.IsDBNull(3) ? null : reader.GetInt64(3),
                    Text(reader, 4),
                    Text(reader, 5),
                    reader.GetInt64(6) != 0,
                    reader.IsDBNull(7) ? null : Pseudonym.Read(reader.GetFieldValue<byte[]>(7)));
            }
        }
    }

    private static string? Text(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}
