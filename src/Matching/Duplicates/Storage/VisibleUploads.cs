using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Pmo.Hosting.Storage;
using Pmo.Matching.Datasets;
using Pmo.Matching.Snapshots;
using Pmo.Matching.Snapshots.Storage;

namespace Pmo.Matching.Duplicates.Storage;

/// <summary>Which uploads an answer rests on, all of it.</summary>
/// <param name="Snapshot">That names them.</param>
/// <param name="DatasetOf">The dataset of each upload's key.</param>
/// <param name="IdOf">The id of an upload's key, as its uploader knows it.</param>
internal sealed record VisibleUploads(Snapshot Snapshot, IReadOnlyDictionary<long, Dataset> DatasetOf, Func<long, string> IdOf)
{
    /// <summary>Changes whenever they do: 16 bytes.</summary>
    public byte[] Fingerprint => SHA256.HashData(Encoding.ASCII.GetBytes(
        string.Join(',', DatasetOf.Keys.Order().Select(k => k.ToString(CultureInfo.InvariantCulture)))))[..16];

    /// <summary>The uploads of <paramref name="datasets"/> that the newest snapshot names; null before the first snapshot.</summary>
    public static async Task<VisibleUploads?> ReadAsync(DbConnection connection, IReadOnlyList<Dataset> datasets)
    {
        if (await SnapshotStore.FindAsync(connection, before: null) is not { } snapshot)
        {
            return null;
        }

        var byKey = datasets.ToDictionary(d => d.Key);
        var uploads = snapshot.Uploads.Where(u => byKey.ContainsKey(u.Dataset)).ToDictionary(u => u.Upload, u => byKey[u.Dataset]);
        var ids = (await connection.QueryAsync<(long Upload, string Id)>(
            "SELECT key, id FROM uploads WHERE key IN @keys", new { keys = SqlList.Of(uploads.Keys) })).ToDictionary(u => u.Upload, u => u.Id);
        return new VisibleUploads(snapshot, uploads, upload => ids[upload]);
    }
}
