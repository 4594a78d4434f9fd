using Pmo.Matching.AidTypes;
using Pmo.Matching.Datasets;
using Pmo.Matching.Questions;
using Pmo.Matching.Scanning;
using Pmo.Matching.Scanning.Storage;

namespace Pmo.Matching.Overlaps;

/// <summary>Counts distinct persons of each dataset and of each pair. Not thread-safe.</summary>
internal sealed class OverlapFold(IReadOnlyList<Dataset> datasets, RecordCursor records, ScannedRegions regions, IReadOnlyList<string> include) : IPersonFold
{
    private readonly long[] _persons = new long[datasets.Count];
    private readonly long[,] _both = new long[datasets.Count, datasets.Count];
    private readonly bool[] _in = new bool[datasets.Count];
    private readonly List<int> _found = new(datasets.Count);

    public long Persons(int dataset) => _persons[dataset];

    /// <summary>Of both, the lower number first.</summary>
    public long Both(int a, int b) => _both[a, b];

    public void Add(in ScannedRecord record)
    {
        if (!_in[record.Slot] && regions.Counts(record.Region, records.Regions) && Counts(record))
        {
            _in[record.Slot] = true;
            _found.Add(record.Slot);
        }
    }

    public void EndPerson()
    {
        foreach (var a in _found)
        {
            _persons[a]++;
            foreach (var b in _found)
            {
                _both[a, b] += a < b ? 1 : 0;
            }
        }

        _found.ForEach(d => _in[d] = false);
        _found.Clear();
    }

    private bool Counts(in ScannedRecord record)
    {
        var dataset = datasets[record.Slot];
        var type = records.AidTypes[record.AidType] ?? dataset.AidType;
        return dataset.Kind == DatasetRules.Register || AidTypeList.CountsAsOverlap(type) || include.Contains(type, StringComparer.Ordinal);
    }
}
