using System.Numerics;
using System.Runtime.InteropServices;
using Pmo.Client.Lists;

namespace Pmo.Client.Niks;

/// <summary>
/// What every data row is, and where it lies in the file: three quarters of a byte a row; four bytes more for one that repeats an earlier row's person, and for
/// 32 rows among which a line is left out or broken. Rows and persons are numbered from 0 here. Filled by one thread; then, closed, thread-safe.
/// </summary>
internal sealed class RowPlaces
{
    private const int BlockRows = 32;
    private const ulong EachRow = 0x5555_5555_5555_5555; // the lower one of a row's two bits

    private readonly PackedList<Block> _blocks = new();
    private readonly PackedList<int> _repeated = new(); // the persons of rows that repeat one
    private readonly PackedList<int> _lines = new(); // of blocks in which they do not follow each other
    private readonly int[] _open = new int[BlockRows]; // lines of the block that is being filled
    private Block _block;
    private int _firsts;

    private enum Kind
    {
        First,
        Repeat,
        Invalid,
        NoNik,
    }

    /// <summary>Rows.</summary>
    public int Count { get; private set; }

    /// <summary>A row with the next person.</summary>
    public void AddFirst(int line)
    {
        Add(Kind.First, line);
        _firsts++;
    }

    /// <summary>A row with a person who was there before.</summary>
    public void AddRepeat(int person, int line)
    {
        Add(Kind.Repeat, line);
        _repeated.Add(person);
    }

    /// <summary>A row without a valid NIK.</summary>
    public void AddOther(NikStatus status, int line) => Add(status == NikStatus.NoNik ? Kind.NoNik : Kind.Invalid, line);

    /// <summary>To be called after the last row, and before anything is asked.</summary>
    public void Close()
    {
        if (Count % BlockRows > 0)
        {
            EndBlock(Count % BlockRows);
        }
    }

    /// <summary>What a row says.</summary>
    public NikStatus StatusOf(int row) => KindOf(row) switch
    {
        Kind.Invalid => NikStatus.Invalid,
        Kind.NoNik => NikStatus.NoNik,
        _ => NikStatus.Valid,
    };

    /// <summary>Whether the row's person has an earlier row.</summary>
    public bool IsRepeat(int row) => KindOf(row) == Kind.Repeat;

    /// <summary>A row's person; null when it has none.</summary>
    public int? PersonOf(int row)
    {
        var block = _blocks[row / BlockRows];
        return KindOf(row) switch
        {
            Kind.First => block.Firsts + Before(Kind.First),
            Kind.Repeat => _repeated[block.Repeats + Before(Kind.Repeat)],
            _ => null,
        };

        int Before(Kind kind) => BitOperations.PopCount(Those(block.Kinds, kind) & ((1UL << (2 * (row % BlockRows))) - 1));
    }

    /// <summary>The line of the first row of a person.</summary>
    public int LineOf(int person)
    {
        // The last block before which there are not more persons.
        var (from, to) = (0, _blocks.Count);
        while (to - from > 1)
        {
            var middle = (from + to) / 2;
            (from, to) = _blocks[middle].Firsts <= person ? (middle, to) : (from, middle);
        }

        var block = _blocks[from];
        var firsts = Those(block.Kinds, Kind.First);
        for (var before = person - block.Firsts; before > 0; before--)
        {
            firsts &= firsts - 1;
        }

        var at = BitOperations.TrailingZeroCount(firsts) / 2;
        return block.Line >= 0 ? block.Line + at : _lines[~block.Line + at];
    }

    private void Add(Kind kind, int line)
    {
        var at = Count++ % BlockRows;
        if (at == 0)
        {
            _block = new Block(Kinds: 0, _firsts, _repeated.Count, Line: 0);
        }

        _open[at] = line;
        _block = _block with { Kinds = _block.Kinds | ((ulong)kind << (2 * at)) };
        if (at == BlockRows - 1)
        {
            EndBlock(BlockRows);
        }
    }

    private void EndBlock(int rows)
    {
        var line = _open[0];
        for (var i = 1; i < rows; i++)
        {
            line = _open[i] == _open[0] + i ? line : ~_lines.Count;
        }

        for (var i = 0; i < rows && line < 0; i++)
        {
            _lines.Add(_open[i]);
        }

        _blocks.Add(_block with { Line = line });
    }

    private Kind KindOf(int row)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Count, nameof(row));
        return (Kind)(_blocks[row / BlockRows].Kinds >> (2 * (row % BlockRows)) & 3);
    }

    /// <summary>The lower bit of each row of a kind. Rows behind the last one seem to be first ones.</summary>
    private static ulong Those(ulong kinds, Kind kind)
    {
        var other = kinds ^ (EachRow * (ulong)kind);
        return ~(other | (other >> 1)) & EachRow;
    }

    /// <param name="Kinds">Two bits a row.</param>
    /// <param name="Firsts">Persons before.</param>
    /// <param name="Repeats">Repeating rows before.</param>
    /// <param name="Line">Of the first row, the others' following; else the complement of where they stand.</param>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Block(ulong Kinds, int Firsts, int Repeats, int Line);
}
