using System.Runtime.InteropServices;

namespace Pmo.Bench.Evaluation;

/// <summary>libsodium's ristretto255 (Debian package libsodium23): decode, multiply by a scalar, encode.</summary>
internal static partial class Sodium
{
    private const string Library = "libsodium.so.23";

    public const string HowToInstall = "libsodium is missing (apt-get install libsodium23): that side is absent.";

    public static bool IsThere { get; } = NativeLibrary.TryLoad(Library, out _);

    /// <summary>q = n · p, each 32 bytes; 0 when it went well.</summary>
    [LibraryImport(Library, EntryPoint = "crypto_scalarmult_ristretto255")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int ScalarMultiply(Span<byte> q, ReadOnlySpan<byte> n, ReadOnlySpan<byte> p);
}
