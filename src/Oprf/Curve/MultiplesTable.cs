using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Pmo.Oprf.Curve;

/// <summary>P, 2P, … 8P, read by a scan that touches every entry whatever the digit.</summary>
internal static class MultiplesTable
{
    public const int Entries = 8;

    public static void Fill(in ExtendedPoint p, Span<CachedPoint> table)
    {
        table[0] = p.Cached();
        for (int i = 1; i < Entries; i++)
            table[i] = p.Add(table[i - 1]).Cached();
    }

    /// <summary>digit * P for a digit from -8 to 8.</summary>
    [SkipLocalsInit]
    public static CachedPoint Select(ReadOnlySpan<CachedPoint> table, int digit)
    {
        int sign = digit >> 31;
        int index = (digit ^ sign) - sign;

        ref ulong words = ref Unsafe.As<CachedPoint, ulong>(ref MemoryMarshal.GetReference(table[..Entries]));
        var found = CachedPoint.Identity;
        ref ulong result = ref Unsafe.As<CachedPoint, ulong>(ref found);
        var r0 = Vector256.LoadUnsafe(ref result, 0);
        var r1 = Vector256.LoadUnsafe(ref result, 4);
        var r2 = Vector256.LoadUnsafe(ref result, 8);
        var r3 = Vector256.LoadUnsafe(ref result, 12);
        var r4 = Vector256.LoadUnsafe(ref result, 16);
        for (int i = 0; i < Entries; i++)
        {
            // (x - 1) >> 63 is all ones for x = 0 and zero for small positive x.
            var mask = Vector256.Create((ulong)(((long)(index ^ (i + 1)) - 1) >> 63));
            nuint at = (nuint)(i * CachedPoint.Words);
            r0 = Vector256.ConditionalSelect(mask, Vector256.LoadUnsafe(ref words, at), r0);
            r1 = Vector256.ConditionalSelect(mask, Vector256.LoadUnsafe(ref words, at + 4), r1);
            r2 = Vector256.ConditionalSelect(mask, Vector256.LoadUnsafe(ref words, at + 8), r2);
            r3 = Vector256.ConditionalSelect(mask, Vector256.LoadUnsafe(ref words, at + 12), r3);
            r4 = Vector256.ConditionalSelect(mask, Vector256.LoadUnsafe(ref words, at + 16), r4);
        }
        r0.StoreUnsafe(ref result, 0);
        r1.StoreUnsafe(ref result, 4);
        r2.StoreUnsafe(ref result, 8);
        r3.StoreUnsafe(ref result, 12);
        r4.StoreUnsafe(ref result, 16);
        return found.NegatedIf((ulong)(long)sign);
    }
}
