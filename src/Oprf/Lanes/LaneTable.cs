using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pmo.Oprf.Curve;

namespace Pmo.Oprf.Lanes;

/// <summary>
/// P, 2P, … 8P of each lane, coordinate by coordinate, read by a scan that touches every entry whatever the digits.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal struct LaneTable<V>
    where V : unmanaged, ILanes<V>
{
    private Column _yPlusX, _yMinusX, _twiceZ, _twiceDT;

    [SkipLocalsInit]
    public void Fill(in LanePoint<V> p)
    {
        LaneCached<V>.From(p, out var first);
        Put(0, first);
        var multiple = p;
        for (int i = 1; i < MultiplesTable.Entries; i++)
        {
            LanePoint<V>.Add(multiple, first, out var sum);
            sum.Write(out multiple);
            LaneCached<V>.From(multiple, out var cached);
            Put(i, cached);
        }
    }

    /// <summary>digit * P for a digit from -8 to 8 in each lane, in two's complement.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Select(V digits, out LaneCached<V> selected)
    {
        Unsafe.SkipInit(out selected);
        var sign = V.Zero - (digits >> 63);
        var index = (digits ^ sign) - sign;

        // For the digit 0 nothing is found and 0 comes out; the neutral point has Y + X = Y - X = 1, 2Z = 2, 2DT = 0.
        var one = V.Equal(index, V.Zero) & V.Of(1);
        Scan(_yPlusX, index, out selected.YPlusX);
        Scan(_yMinusX, index, out selected.YMinusX);
        Scan(_twiceZ, index, out selected.TwiceZ);
        Scan(_twiceDT, index, out selected.TwiceDT);
        selected.YPlusX.L0 |= one;
        selected.YMinusX.L0 |= one;
        selected.TwiceZ.L0 |= one + one;

        // -P: the first two change places, and 2DT its sign (at most twofold tight).
        LaneElement<V>.Swap(sign, ref selected.YPlusX, ref selected.YMinusX);
        LaneElement<V>.NegateIf(sign, ref selected.TwiceDT);
    }

    public override readonly string ToString() => nameof(LaneTable<>);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scan(in Column column, V index, out LaneElement<V> found)
    {
        V p0 = V.Zero, p1 = V.Zero, p2 = V.Zero, p3 = V.Zero, p4 = V.Zero;
        for (int i = 0; i < MultiplesTable.Entries; i++)
        {
            var mask = V.Equal(index, V.Of((ulong)i + 1));
            ref readonly var entry = ref column[i];
            p0 = V.Select(mask, entry.P0, p0);
            p1 = V.Select(mask, entry.P1, p1);
            p2 = V.Select(mask, entry.P2, p2);
            p3 = V.Select(mask, entry.P3, p3);
            p4 = V.Select(mask, entry.P4, p4);
        }
        PackedElement<V>.Unpack(p0, p1, p2, p3, p4, out found);
    }

    private void Put(int i, in LaneCached<V> cached)
    {
        PackedElement<V>.Pack(cached.YPlusX, out _yPlusX[i]);
        PackedElement<V>.Pack(cached.YMinusX, out _yMinusX[i]);
        PackedElement<V>.Pack(cached.TwiceZ, out _twiceZ[i]);
        PackedElement<V>.Pack(cached.TwiceDT, out _twiceDT[i]);
    }

    [InlineArray(MultiplesTable.Entries)]
    private struct Column
    {
        private PackedElement<V> _first;
    }
}
