using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Pmo.Oprf.Curve;

namespace Pmo.Oprf.Lanes;

/// <summary>k * P in each lane, in time that does not depend on any k or P: 64 signed windows of 4 bits.</summary>
internal static class LaneMultiplication<V>
    where V : unmanaged, ILanes<V>
{
    /// <param name="digits"><see cref="SignedDigits.Count"/> digits, least significant first, each lane's own.</param>
    /// <param name="p">The points; the products when it returns.</param>
    [SkipLocalsInit]
    public static void Multiply(ReadOnlySpan<V> digits, ref LanePoint<V> p)
    {
        Span<PackedElement<V>> room = stackalloc PackedElement<V>[LaneTable<V>.Size];
        var table = new LaneTable<V>(p, room);

        table.Select(digits[SignedDigits.Count - 1], out var entry);
        p = LanePoint<V>.Identity;
        LanePoint<V>.Add(p, entry, out var sum);
        for (int i = SignedDigits.Count - 2; i >= 0; i--)
        {
            for (int doubling = 0; doubling < SignedDigits.Bits; doubling++)
            {
                sum.WriteWithoutT(ref p);
                LaneCompleted<V>.Double(p, out sum);
            }
            table.Select(digits[i], out entry);
            sum.Write(out p);
            LanePoint<V>.Add(p, entry, out sum);
        }
        sum.Write(out p);
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(room));
        entry = default;
    }

    /// <summary>The digits of one scalar in every lane.</summary>
    /// <param name="digits"><see cref="SignedDigits.Count"/> out, as secret as the scalar.</param>
    public static void WriteDigits(Scalar k, Span<V> digits)
    {
        Span<sbyte> single = stackalloc sbyte[SignedDigits.Count];
        k.WriteDigits(single);
        for (int i = 0; i < digits.Length; i++)
            digits[i] = V.Of((ulong)single[i]);
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(single));
    }

    /// <summary>The digits of a scalar for each lane; lanes without one get zeros.</summary>
    public static void WriteDigits(ReadOnlySpan<Scalar> scalars, Span<V> digits)
    {
        Span<sbyte> single = stackalloc sbyte[SignedDigits.Count];
        digits.Clear();
        var words = MemoryMarshal.Cast<V, ulong>(digits);
        for (int lane = 0; lane < scalars.Length; lane++)
        {
            scalars[lane].WriteDigits(single);
            for (int i = 0; i < SignedDigits.Count; i++)
                words[(i * V.Count) + lane] = (ulong)single[i];
        }
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(single));
    }
}
