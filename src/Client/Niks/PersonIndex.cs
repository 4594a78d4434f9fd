using System.Runtime.InteropServices;
using Pmo.Client.Messages;
using Pmo.Protocol.Inputs;

namespace Pmo.Client.Niks;

/// <summary>
/// The distinct persons of a list, in order of first appearance, and which of them every row is. About 20 bytes a row once the list
/// was read. Not thread-safe while rows are added.
/// </summary>
public sealed class PersonIndex
{
    private const int InvalidRow = -1;
    private const int NoNikRow = -2;
    private readonly List<Nik> _persons = [];
    private readonly List<int> _firstRows = [];
    private readonly List<int> _firstLines = [];
    private readonly List<int> _rows = [];
    private Dictionary<Nik, int>? _positions = [];

    /// <summary>Distinct persons.</summary>
    public int Count => _persons.Count;

    /// <summary>Data rows.</summary>
    public int Rows => _rows.Count;

    /// <summary>A person by 0-based position.</summary>
    public Nik this[int person] => _persons[person];

    /// <summary>All persons, by position.</summary>
    public IReadOnlyList<Nik> Persons => _persons;

    /// <summary>What a data row (from 1) says.</summary>
    public NikStatus StatusOf(int row) => _rows[row - 1] switch
    {
        InvalidRow => NikStatus.Invalid,
        NoNikRow => NikStatus.NoNik,
        _ => NikStatus.Valid,
    };

    /// <summary>The 0-based position of a data row's person (rows from 1); null when the row has no valid NIK.</summary>
    public int? PersonOf(int row) => _rows[row - 1] is >= 0 and var person ? person : null;

    /// <summary>For a person's second and later rows, <c>nik_duplicate</c>: 'sama dengan baris 14'; else null.</summary>
    public Message? DuplicateOf(int row) =>
        PersonOf(row) is { } person && _firstRows[person] != row ? NikMessages.Duplicate(_firstLines[person]) : null;

    internal void Add(NikVerdict verdict, int line)
    {
        if (verdict.Status != NikStatus.Valid)
        {
            _rows.Add(verdict.Status == NikStatus.NoNik ? NoNikRow : InvalidRow);
            return;
        }

        var positions = _positions ?? throw new InvalidOperationException("The index is closed.");
        ref var position = ref CollectionsMarshal.GetValueRefOrAddDefault(positions, verdict.Nik, out var known);
        if (!known)
        {
            position = _persons.Count;
            _persons.Add(verdict.Nik);
            _firstRows.Add(_rows.Count + 1);
            _firstLines.Add(line);
        }

        _rows.Add(position);
    }

    /// <summary>Gives back what was only needed to recognise persons.</summary>
    internal void Close() => _positions = null;
}
