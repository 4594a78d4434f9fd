using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Pmo.Client.Messages;

namespace Pmo.Client.Profiles;

/// <summary>Reads a client's private key: PKCS#8 PEM, P-256, readable by its owner only.</summary>
internal static class PrivateKeyFile
{
    private const string P256 = "1.2.840.10045.3.1.7"; // RFC 5480 section 2.1.1.1
    private const int MostBytes = 16 << 10;
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    public static bool TryRead(string path, [NotNullWhen(true)] out ECDsa? key, out Message problem)
    {
        key = null;
        problem = default;
        try
        {
            if (!File.Exists(path))
            {
                problem = ProfileProblems.KeyNotFound(path);
                return false;
            }

            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != UnixFileMode.None)
            {
                problem = ProfileProblems.KeyExposed(path);
                return false;
            }

            key = new FileInfo(path).Length <= MostBytes ? Import(File.ReadAllText(path)) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problem = ProfileProblems.Unreadable(path);
            return false;
        }

        if (key is null)
        {
            problem = ProfileProblems.KeyMalformed(path);
        }

        return key is not null;
    }

    private static ECDsa? Import(string pem)
    {
        if (!PemEncoding.TryFind(pem, out var fields) || pem[fields.Label] != "PRIVATE KEY")
        {
            return null;
        }

        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            if (key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value == P256)
            {
                return key;
            }
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            // Not a key of this kind; said by the caller.
        }

        key.Dispose();
        return null;
    }
}
