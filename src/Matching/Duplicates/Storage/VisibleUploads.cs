using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Pmo.Matching.Datasets;

namespace Pmo.Matching.Duplicates.Storage;

/// <summary>Which uploads an answer rests on, all of it.</summary>
/// <param name="TakenAt">When they were chosen; null: now.</param>
/// <param name="DatasetOf">The dataset of each upload's key.</param>
/// <param name="IdOf">The id of an upload's key, as its uploader knows it.</param>
internal sealed record VisibleUploads(DateTimeOffset? TakenAt, IReadOnlyDictionary<long, Dataset> DatasetOf, Func<long, string> IdOf)
{
    /// <summary>Changes whenever they do: 16 bytes.</summary>
    public byte[] Fingerprint => SHA256.HashData(Encoding.ASCII.GetBytes(
        string.Join(',', DatasetOf.Keys.Order().Select(k => k.ToString(CultureInfo.InvariantCulture)))))[..16];

    /// <summary>The uploads of <paramref name="datasets"/> that are committed. The one place to change when answers come from snapshots.</summary>
    public static async Task<VisibleUploads> ReadAsync(DbConnection connection, IReadOnlyList<Dataset> datasets)
    {
        var byKey = datasets.ToDictionary(d => d.Key);
        var uploads = (await connection.QueryAsync<(long Upload, long Dataset, string Id)>(
            "SELECT key, dataset, id FROM uploads WHERE dataset IN @keys AND state = 'committed'", new { keys = byKey.Keys.ToList() })).AsList();
        var ids = uploads.ToDictionary(u => u.Upload, u => u.Id);
        return new VisibleUploads(null, uploads.ToDictionary(u => u.Upload, u => byKey[u.Dataset]), upload => ids[upload]);
    }
}
