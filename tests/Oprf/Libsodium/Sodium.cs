using System.Runtime.InteropServices;
using Pmo.Testing;

namespace Pmo.Oprf.Tests.Libsodium;

/// <summary>libsodium, which nobody here wrote, as an oracle. Tests and bench only.</summary>
internal static partial class Sodium
{
    private const string Library = "libsodium.so.23";

    /// <summary>Skips the test if the library is missing, unless PMO_TEST_REQUIRE lists libsodium: then it fails.</summary>
    public static void Require()
    {
        if (!NativeLibrary.TryLoad(Library, out _))
            Requirement.IsMissing("libsodium", "libsodium is missing: apt-get install libsodium23");
    }

    [LibraryImport(Library, EntryPoint = "crypto_scalarmult_ristretto255")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int ScalarMultiply(Span<byte> q, ReadOnlySpan<byte> n, ReadOnlySpan<byte> p);

    [LibraryImport(Library, EntryPoint = "crypto_scalarmult_ristretto255_base")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int ScalarMultiplyBase(Span<byte> q, ReadOnlySpan<byte> n);

    [LibraryImport(Library, EntryPoint = "crypto_core_ristretto255_from_hash")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int FromHash(Span<byte> p, ReadOnlySpan<byte> wide);

    [LibraryImport(Library, EntryPoint = "crypto_core_ristretto255_is_valid_point")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int IsValidPoint(ReadOnlySpan<byte> p);

    [LibraryImport(Library, EntryPoint = "crypto_core_ristretto255_add")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Add(Span<byte> r, ReadOnlySpan<byte> p, ReadOnlySpan<byte> q);

    [LibraryImport(Library, EntryPoint = "crypto_core_ristretto255_sub")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Subtract(Span<byte> r, ReadOnlySpan<byte> p, ReadOnlySpan<byte> q);

    [LibraryImport(Library, EntryPoint = "crypto_core_ristretto255_scalar_reduce")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial void ScalarReduce(Span<byte> r, ReadOnlySpan<byte> wide);

    [LibraryImport(Library, EntryPoint = "crypto_core_ristretto255_scalar_mul")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial void ScalarMul(Span<byte> z, ReadOnlySpan<byte> x, ReadOnlySpan<byte> y);

    [LibraryImport(Library, EntryPoint = "crypto_core_ristretto255_scalar_add")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial void ScalarAdd(Span<byte> z, ReadOnlySpan<byte> x, ReadOnlySpan<byte> y);

    [LibraryImport(Library, EntryPoint = "crypto_core_ristretto255_scalar_negate")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial void ScalarNegate(Span<byte> r, ReadOnlySpan<byte> s);

    [LibraryImport(Library, EntryPoint = "crypto_core_ristretto255_scalar_invert")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int ScalarInvert(Span<byte> r, ReadOnlySpan<byte> s);
}
