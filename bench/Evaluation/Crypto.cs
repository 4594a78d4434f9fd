using System.Runtime.InteropServices;

namespace Pmo.Bench.Evaluation;

/// <summary>The calls of OpenSSL 3 (libcrypto.so.3) that <see cref="P256"/> needs.</summary>
internal static partial class Crypto
{
    private const string Library = "libcrypto.so.3";

    /// <summary>NID_X9_62_prime256v1 in OpenSSL's obj_mac.h.</summary>
    public const int Prime256v1 = 415;

    public const string HowToInstall = "OpenSSL 3 is missing (apt-get install libssl3): that side is absent.";

    public static bool IsThere { get; } = NativeLibrary.TryLoad(Library, out _);

    [LibraryImport(Library, EntryPoint = "EC_GROUP_new_by_curve_name")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial nint NewGroup(int curve);

    [LibraryImport(Library, EntryPoint = "EC_POINT_new")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial nint NewPoint(nint group);

    [LibraryImport(Library, EntryPoint = "BN_CTX_new")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial nint NewContext();

    [LibraryImport(Library, EntryPoint = "BN_bin2bn")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial nint NewNumber(ReadOnlySpan<byte> bigEndian, int length, nint into);

    /// <summary>r = n · generator + m · q, either part absent when its scalar is 0 (null); 1 when it went well.</summary>
    [LibraryImport(Library, EntryPoint = "EC_POINT_mul")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Multiply(nint group, nint r, nint n, nint q, nint m, nint context);
}
