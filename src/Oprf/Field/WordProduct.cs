using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Pmo.Oprf.Field;

/// <summary>The high word of a 64 x 64 multiplication.</summary>
/// <remarks>
/// Math.BigMul hands the low word over through memory, which made a field product twice as slow on .NET 10; callers compute the low
/// word with a plain multiplication instead.
/// </remarks>
internal static class WordProduct
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong High(ulong a, ulong b)
    {
        if (Bmi2.X64.IsSupported)
            return Bmi2.X64.MultiplyNoFlags(a, b);
        if (ArmBase.Arm64.IsSupported)
            return ArmBase.Arm64.MultiplyHigh(a, b);
        return Math.BigMul(a, b, out _);
    }
}
