using System.Collections;
using System.Text.Json;
using Pmo.Client.Lists;
using Pmo.Protocol.Api;
using Pmo.Protocol.Inputs;

namespace Pmo.Client.Uploads;

/// <summary>
/// Rows to upload, packed: a million of them as objects take four times as much. Each is made anew when it is asked for. Filled by one thread; then
/// thread-safe.
/// </summary>
internal sealed class PackedItems : IReadOnlyList<UploadItem>
{
    private readonly List<Nik> _niks = [];
    private readonly List<Kk?> _cards = [];
    private readonly PackedTexts _rows = new();

    public int Count => _niks.Count;

    /// <summary>Whether any row has a family card.</summary>
    public bool HasCards { get; private set; }

    public UploadItem this[int index] => new(_niks[index], JsonSerializer.Deserialize<UploadRow>(_rows[index], ApiJson.Options)!, _cards[index]);

    public void Add(UploadItem item)
    {
        _niks.Add(item.Nik);
        _cards.Add(item.Kk);
        _rows.Add(JsonSerializer.Serialize(item.Row, ApiJson.Options));
        HasCards |= item.Kk is not null;
    }

    public IEnumerator<UploadItem> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
