using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pmo.Oprf.Batch;

namespace Pmo.Oprf.Lanes;

/// <summary>
/// Points with Z = 1, one to a row of 128 bytes, prepared to be added: from here each lane picks another one. Public.
/// </summary>
internal sealed class AffineRows<V> : IDisposable
    where V : unmanaged, ILanes<V>
{
    // Y + X, Y - X and 2DT take five packed words each; the last word is spare and says whether to negate in a pick.
    private const int Coordinate = 5;
    private const int Row = 16;

    private readonly PooledArray<ulong> _words;

    [SkipLocalsInit]
    public AffineRows(ReadOnlySpan<LanePoint<V>> groups)
    {
        Neutral = groups.Length * V.Count;
        _words = new PooledArray<ulong>((Neutral + 1) * Row);
        var rows = _words.Span;
        for (int group = 0; group < groups.Length; group++)
        {
            LaneCached<V>.From(groups[group], out var cached);
            Write(cached.YPlusX, rows[(group * V.Count * Row)..]);
            Write(cached.YMinusX, rows[((group * V.Count * Row) + Coordinate)..]);
            Write(cached.TwiceDT, rows[((group * V.Count * Row) + (2 * Coordinate))..]);
        }
        var last = rows[(Neutral * Row)..];
        last.Clear();
        last[0] = 1;
        last[Coordinate] = 1;
    }

    /// <summary>Row of the neutral point, behind all others.</summary>
    public int Neutral { get; }

    /// <summary>Copies a row to one lane, -P if <paramref name="negate"/>; written out, for a loop takes twice the time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Pick(int row, bool negate, int lane, ref Pick<V> to)
    {
        ref ulong from = ref Unsafe.Add(ref MemoryMarshal.GetReference(_words.Span), row * Row);
        ref ulong words = ref Unsafe.Add(ref Unsafe.As<Pick<V>, ulong>(ref to), lane);
        ref ulong plus = ref Unsafe.Add(ref from, negate ? Coordinate : 0);
        ref ulong minus = ref Unsafe.Add(ref from, negate ? 0 : Coordinate);
        Unsafe.Add(ref words, 0 * V.Count) = Unsafe.Add(ref plus, 0);
        Unsafe.Add(ref words, 1 * V.Count) = Unsafe.Add(ref plus, 1);
        Unsafe.Add(ref words, 2 * V.Count) = Unsafe.Add(ref plus, 2);
        Unsafe.Add(ref words, 3 * V.Count) = Unsafe.Add(ref plus, 3);
        Unsafe.Add(ref words, 4 * V.Count) = Unsafe.Add(ref plus, 4);
        Unsafe.Add(ref words, 5 * V.Count) = Unsafe.Add(ref minus, 0);
        Unsafe.Add(ref words, 6 * V.Count) = Unsafe.Add(ref minus, 1);
        Unsafe.Add(ref words, 7 * V.Count) = Unsafe.Add(ref minus, 2);
        Unsafe.Add(ref words, 8 * V.Count) = Unsafe.Add(ref minus, 3);
        Unsafe.Add(ref words, 9 * V.Count) = Unsafe.Add(ref minus, 4);
        Unsafe.Add(ref words, 10 * V.Count) = Unsafe.Add(ref from, 10);
        Unsafe.Add(ref words, 11 * V.Count) = Unsafe.Add(ref from, 11);
        Unsafe.Add(ref words, 12 * V.Count) = Unsafe.Add(ref from, 12);
        Unsafe.Add(ref words, 13 * V.Count) = Unsafe.Add(ref from, 13);
        Unsafe.Add(ref words, 14 * V.Count) = Unsafe.Add(ref from, 14);
        Unsafe.Add(ref words, 3 * Coordinate * V.Count) = negate ? ulong.MaxValue : 0;
    }

    public void Dispose() => _words.Dispose();

    private static void Write(in LaneElement<V> coordinate, Span<ulong> rows)
    {
        PackedElement<V>.Pack(coordinate, out var packed);
        ref ulong words = ref Unsafe.As<PackedElement<V>, ulong>(ref packed);
        for (int lane = 0; lane < V.Count; lane++)
        {
            for (int i = 0; i < Coordinate; i++)
                rows[(lane * Row) + i] = Unsafe.Add(ref words, (i * V.Count) + lane);
        }
    }
}
