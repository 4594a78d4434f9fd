using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Pmo.Agreements;

/// <summary>
/// Names a set by its content: SHA-256 over <c>pmo-policy-set-v1</c> and, by file name in ordinal order, name and bytes, each
/// behind its length (4 bytes, big-endian), so that no two sets are the same stream.
/// </summary>
internal static class PolicyDigest
{
    public static string Of(IEnumerable<PolicyFile> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData("pmo-policy-set-v1"u8);
        foreach (var file in files.OrderBy(file => file.Name, StringComparer.Ordinal))
        {
            Append(hash, Encoding.UTF8.GetBytes(file.Name));
            Append(hash, file.Content.Span);
        }

        return "sha256:" + Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Append(IncrementalHash hash, ReadOnlySpan<byte> bytes)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
