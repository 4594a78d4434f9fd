using System.Diagnostics.CodeAnalysis;

namespace Pmo.Oprf.Lanes;

/// <summary>
/// A vector register of 64-bit lanes. Everything above it is written once, and the JIT compiles it apart for each width, with
/// these members inlined to one instruction each.
/// </summary>
internal interface ILanes<T>
    where T : unmanaged, ILanes<T>
{
    /// <summary>Lanes in a register.</summary>
    static abstract int Count { get; }

    /// <summary>True if this processor has the instructions.</summary>
    static abstract bool IsSupported { get; }

    static abstract T Zero { get; }

    /// <summary>The same value in every lane.</summary>
    static abstract T Of(ulong value);

    /// <summary>All ones in the lanes where both are equal, else zero.</summary>
    static abstract T Equal(T a, T b);

    /// <summary><paramref name="yes"/> where <paramref name="mask"/> is all ones, <paramref name="no"/> where it is zero.</summary>
    static abstract T Select(T mask, T yes, T no);

    static abstract T operator +(T a, T b);

    static abstract T operator -(T a, T b);

    /// <summary>Products of the low 32 bits of each lane; the high 32 bits are ignored.</summary>
    static abstract T operator *(T a, T b);

    /// <summary>sum + a * b: one call for two, for the JIT stops inlining in large methods.</summary>
    static abstract T AddProduct(T sum, T a, T b);

    static abstract T operator &(T a, T b);

    static abstract T operator |(T a, T b);

    static abstract T operator ^(T a, T b);

    static abstract T operator <<(T a, int bits);

    static abstract T operator >>(T a, int bits);

    /// <param name="a">Lanes.</param>
    /// <param name="bits">1 to 63, a constant.</param>
    static abstract T RotateRight(T a, [ConstantExpected] byte bits);
}
