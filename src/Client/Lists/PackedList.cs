using System.Collections;

namespace Pmo.Client.Lists;

/// <summary>Many small values in order. Grows by pieces: a list that doubles has three times its values in memory while it does. Filled by one thread; then thread-safe.</summary>
internal sealed class PackedList<T> : IReadOnlyList<T>
    where T : unmanaged
{
    private const int Piece = 1 << 14;
    private readonly List<T[]> _pieces = [];

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>A value by its 0-based number.</summary>
    public T this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
            return _pieces[index / Piece][index % Piece];
        }
    }

    /// <summary>Adds a value.</summary>
    public void Add(T value)
    {
        if (Count % Piece == 0)
        {
            _pieces.Add(GC.AllocateUninitializedArray<T>(Piece));
        }

        _pieces[^1][Count++ % Piece] = value;
    }

    public IEnumerator<T> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
