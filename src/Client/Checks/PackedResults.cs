using System.Collections;
using System.Text.Json;
using Pmo.Client.Http;
using Pmo.Client.Lists;
using Pmo.Protocol.Api;

namespace Pmo.Client.Checks;

/// <summary>
/// Results of a check, packed: 8 bytes a person, and overlaps once for all who have the same. Thousands have, of one programme and year; their own would take
/// most of a gigabyte. Each result is made anew when it is asked for. Filled by one thread; then thread-safe.
/// </summary>
internal sealed class PackedResults : IReadOnlyList<CheckResult>
{
    // Of what differs more than this each is kept as text, a fifth of what the objects take.
    private const int MostShared = 1 << 14;

    private readonly PackedList<int> _persons = new();
    private readonly PackedList<int> _found = new(); // a number in _shared, or the complement of one in _texts
    private readonly List<(string Status, IReadOnlyList<Overlap> Overlaps)> _shared = [];
    private readonly Dictionary<(string Status, string Overlaps), int> _numbers = [];
    private readonly PackedTexts _texts = new(); // of each, status and overlaps

    public int Count => _persons.Count;

    public CheckResult this[int index]
    {
        get
        {
            var found = _found[index];
            var (status, overlaps) = found >= 0 ? _shared[found] : (_texts[2 * ~found], Read(_texts[(2 * ~found) + 1]));
            return new CheckResult(_persons[index], status, overlaps);
        }
    }

    /// <exception cref="JsonException">Its overlaps are none.</exception>
    public void Add(ReceivedResult result)
    {
        var (person, status, text) = result;
        if (!_numbers.TryGetValue((status, text), out var number))
        {
            var overlaps = Read(text);
            if (_shared.Count < MostShared)
            {
                number = _shared.Count;
                _shared.Add((status, overlaps));
                _numbers.Add((status, text), number);
            }
            else
            {
                number = ~(_texts.Count / 2);
                _texts.Add(status);
                _texts.Add(text);
            }
        }

        _persons.Add(person);
        _found.Add(number);
    }

    public IEnumerator<CheckResult> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static List<Overlap> Read(string text) => JsonSerializer.Deserialize<List<Overlap>>(text, ClientJson.Options) ?? throw new JsonException();
}
