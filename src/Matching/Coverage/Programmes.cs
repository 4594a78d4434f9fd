using System.Runtime.InteropServices;
using Pmo.Matching.AidTypes;
using Pmo.Matching.Datasets;
using Pmo.Matching.Scanning;

namespace Pmo.Matching.Coverage;

/// <summary>
/// A programme is an aid type together with its dataset's programme: what goes on under one name in two years, or from two owners, is one. Without a name the
/// dataset's id stands for it. Not thread-safe.
/// </summary>
internal sealed class Programmes(ScanTexts aidTypes, IReadOnlyList<string> include)
{
    private readonly Dictionary<(long Dataset, int AidType), Programme> _known = [];
    private readonly Dictionary<(string AidType, string Name), int> _numbers = [];
    private readonly List<string> _names = [];
    private (long Dataset, int AidType) _last = (-1, -1);
    private Programme _lastProgramme;

    public int Count => _names.Count;

    public string this[int number] => _names[number];

    public Programme Of(Dataset dataset, int aidType)
    {
        if (_last == (dataset.Key, aidType))
        {
            return _lastProgramme;
        }

        if (!_known.TryGetValue((dataset.Key, aidType), out var programme))
        {
            programme = Make(dataset, aidTypes[aidType] ?? dataset.AidType ?? "LAINNYA");
            _known.Add((dataset.Key, aidType), programme);
        }

        (_last, _lastProgramme) = ((dataset.Key, aidType), programme);
        return programme;
    }

    private Programme Make(Dataset dataset, string aidType)
    {
        if (!AidTypeList.CountsAsOverlap(aidType) && !include.Contains(aidType, StringComparer.Ordinal))
        {
            return new Programme(-1, 0);
        }

        var key = (aidType, (dataset.Programme ?? dataset.Id).Trim());
        if (!_numbers.TryGetValue(key, out var number))
        {
            number = _names.Count;
            _names.Add($"{key.aidType} · {key.Item2}");
            _numbers.Add(key, number);
        }

        return new Programme(number, Categories.BitOf(AidTypeList.Category(aidType)));
    }
}

/// <summary>A programme's number, -1 for aid that does not count, and the bit of the need it serves.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Programme(int Number, uint Category);
