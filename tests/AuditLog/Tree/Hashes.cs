using System.Security.Cryptography;

namespace Pmo.AuditLog.Tests.Tree;

/// <summary>RFC 6962 again, for tests that forge.</summary>
internal static class Hashes
{
    public static byte[] Leaf(byte[] entry) => SHA256.HashData([0, .. entry]);
}
