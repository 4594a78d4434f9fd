using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pmo.Oprf.Lanes;

/// <summary>
/// Stack memory aligned to the widest register: the stack itself is aligned to 16 bytes only, and a value that straddles two cache
/// lines is slow to read back.
/// </summary>
internal static class AlignedRoom
{
    private const int Alignment = 64;

    /// <summary>Bytes to reserve for a <typeparamref name="T"/>.</summary>
    public static int SizeOf<T>()
        where T : unmanaged => Unsafe.SizeOf<T>() + Alignment;

    /// <summary>The first aligned place in <paramref name="room"/>, which must be on the stack: a collector would move it.</summary>
    public static unsafe ref T In<T>(Span<byte> room)
        where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(room.Length, SizeOf<T>(), nameof(room));
        ref byte first = ref MemoryMarshal.GetReference(room);
        nuint padding = (nuint)(-(nint)Unsafe.AsPointer(ref first)) % Alignment;
        return ref Unsafe.As<byte, T>(ref Unsafe.AddByteOffset(ref first, padding));
    }
}
