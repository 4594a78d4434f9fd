using Pmo.Client.Lists;
using Pmo.Client.Messages;
using Pmo.Protocol.Inputs;

namespace Pmo.Client.Niks;

/// <summary>
/// The distinct persons of a list, in order of first appearance, and which of them every row is. About 9 bytes a row once the list
/// was read, and 8 more until then. Not thread-safe while rows are added.
/// </summary>
public sealed class PersonIndex
{
    private const int FewestSlots = 1 << 10;
    private readonly PackedList<Nik> _persons = new();
    private readonly RowPlaces _rows = new();

    // By hash, one more than a person's position, and 0 where nobody is; whoever finds a place taken goes on to the next. A dictionary takes six times as much.
    private int[]? _slots = new int[FewestSlots];

    /// <summary>Distinct persons.</summary>
    public int Count => _persons.Count;

    /// <summary>Data rows.</summary>
    public int Rows => _rows.Count;

    /// <summary>A person by 0-based position.</summary>
    public Nik this[int person] => _persons[person];

    /// <summary>All persons, by position.</summary>
    public IReadOnlyList<Nik> Persons => _persons;

    /// <summary>What a data row (from 1) says.</summary>
    public NikStatus StatusOf(int row) => _rows.StatusOf(row - 1);

    /// <summary>The 0-based position of a data row's person (rows from 1); null when the row has no valid NIK.</summary>
    public int? PersonOf(int row) => _rows.PersonOf(row - 1);

    /// <summary>For a person's second and later rows, <c>nik_duplicate</c>: 'sama dengan baris 14'; else null.</summary>
    public Message? DuplicateOf(int row) =>
        _rows.IsRepeat(row - 1) ? NikMessages.Duplicate(_rows.LineOf(_rows.PersonOf(row - 1)!.Value)) : null;

    internal void Add(NikVerdict verdict, int line)
    {
        if (verdict.Status != NikStatus.Valid)
        {
            _rows.AddOther(verdict.Status, line);
            return;
        }

        var slots = _slots ?? throw new InvalidOperationException("The index is closed.");
        ref var slot = ref Find(slots, verdict.Nik);
        if (slot > 0)
        {
            _rows.AddRepeat(slot - 1, line);
            return;
        }

        _rows.AddFirst(line);
        _persons.Add(verdict.Nik);
        slot = _persons.Count;
        if (_persons.Count > slots.Length / 4 * 3)
        {
            _slots = Grown(slots.Length * 2);
        }
    }

    /// <summary>Gives back what was only needed to recognise persons.</summary>
    internal void Close()
    {
        _rows.Close();
        _slots = null;
    }

    /// <summary>The person's slot, or the empty one where the person belongs.</summary>
    private ref int Find(int[] slots, Nik nik)
    {
        // Seeded anew in each process, so that no list can be made to fall on few slots.
        var at = HashCode.Combine(nik) & (slots.Length - 1);
        while (slots[at] > 0 && _persons[slots[at] - 1] != nik)
        {
            at = (at + 1) & (slots.Length - 1);
        }

        return ref slots[at];
    }

    private int[] Grown(int length)
    {
        var slots = new int[length];
        for (var person = 0; person < _persons.Count; person++)
        {
            Find(slots, _persons[person]) = person + 1;
        }

        return slots;
    }
}
