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
        Span<byte> room = stackalloc byte[AlignedRoom.SizeOf<Workspace>()];
        Multiply(digits, ref p, ref AlignedRoom.In<Workspace>(room));
        CryptographicOperations.ZeroMemory(room);
    }

    private static void Multiply(ReadOnlySpan<V> digits, ref LanePoint<V> p, ref Workspace work)
    {
        work.Table.Fill(p);
        work.Table.Select(digits[SignedDigits.Count - 1], out work.Entry);
        work.Product = LanePoint<V>.Identity;
        LanePoint<V>.Add(work.Product, work.Entry, out work.Sum);
        for (int i = SignedDigits.Count - 2; i >= 0; i--)
        {
            for (int doubling = 0; doubling < SignedDigits.Bits; doubling++)
            {
                work.Sum.WriteWithoutT(ref work.Product);
                LaneCompleted<V>.Double(work.Product, out work.Sum);
            }
            work.Table.Select(digits[i], out work.Entry);
            work.Sum.Write(out work.Product);
            LanePoint<V>.Add(work.Product, work.Entry, out work.Sum);
        }
        work.Sum.Write(out p);
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

    /// <summary>All that a multiplication keeps, table included: one place to align and to clear.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Workspace
    {
        public LanePoint<V> Product;
        public LaneCompleted<V> Sum;
        public LaneCached<V> Entry;
        public LaneTable<V> Table;
    }
}
