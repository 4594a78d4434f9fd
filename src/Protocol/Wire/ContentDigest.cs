using System.Security.Cryptography;

namespace Pmo.Protocol.Wire;

/// <summary>The digest of a body as its header names it: <c>sha-256=:BASE64:</c> (RFC 9530). Compared by value.</summary>
public readonly record struct ContentDigest
{
    private const string Prefix = "sha-256=:";
    private readonly string? _base64;

    private ContentDigest(string base64) => _base64 = base64;

    /// <summary>The digest of <paramref name="body"/>.</summary>
    public static ContentDigest Of(ReadOnlySpan<byte> body) => new(Convert.ToBase64String(SHA256.HashData(body)));

    /// <summary>Reads a header; other algorithms beside sha-256 are passed over, two sha-256 are refused.</summary>
    public static bool TryParse(string? header, out ContentDigest digest)
    {
        digest = default;
        var found = 0;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes + 2];
        foreach (var member in (header ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!member.StartsWith(Prefix, StringComparison.Ordinal))
            {
                continue;
            }

            var value = member.AsSpan(Prefix.Length);
            if (value.IsEmpty || value[^1] != ':' || !Convert.TryFromBase64Chars(value[..^1], hash, out var size) || size != SHA256.HashSizeInBytes)
            {
                return false;
            }

            digest = new ContentDigest(Convert.ToBase64String(hash[..size]));
            found++;
        }

        return found == 1;
    }

    /// <summary>The header's value.</summary>
    public override string ToString() => $"{Prefix}{_base64}:";
}
