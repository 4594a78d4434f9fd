using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Pmo.Oprf.Lanes;

/// <summary>Eight lanes in a register of AVX-512F.</summary>
internal readonly struct EightLanes : ILanes<EightLanes>
{
    private readonly Vector512<ulong> _lanes;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private EightLanes(Vector512<ulong> lanes) => _lanes = lanes;

    public static int Count => Vector512<ulong>.Count;

    public static bool IsSupported => Avx512F.IsSupported;

    public static EightLanes Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector512<ulong>.Zero);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightLanes Of(ulong value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightLanes Equal(EightLanes a, EightLanes b) => new(Vector512.Equals(a._lanes, b._lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightLanes Select(EightLanes mask, EightLanes yes, EightLanes no) =>
        new(Vector512.ConditionalSelect(mask._lanes, yes._lanes, no._lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightLanes operator +(EightLanes a, EightLanes b) => new(a._lanes + b._lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightLanes operator -(EightLanes a, EightLanes b) => new(a._lanes - b._lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightLanes operator *(EightLanes a, EightLanes b) => new(Avx512F.Multiply(a._lanes.AsUInt32(), b._lanes.AsUInt32()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightLanes AddProduct(EightLanes sum, EightLanes a, EightLanes b) =>
        new(sum._lanes + Avx512F.Multiply(a._lanes.AsUInt32(), b._lanes.AsUInt32()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightLanes operator &(EightLanes a, EightLanes b) => new(a._lanes & b._lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightLanes operator |(EightLanes a, EightLanes b) => new(a._lanes | b._lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightLanes operator ^(EightLanes a, EightLanes b) => new(a._lanes ^ b._lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightLanes operator <<(EightLanes a, int bits) => new(a._lanes << bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightLanes operator >>(EightLanes a, int bits) => new(a._lanes >>> bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightLanes RotateRight(EightLanes a, [ConstantExpected] byte bits) => new(Avx512F.RotateRight(a._lanes, bits));

    public override string ToString() => nameof(EightLanes);
}
