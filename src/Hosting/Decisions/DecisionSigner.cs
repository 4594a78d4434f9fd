using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Pmo.Protocol.Api;

namespace Pmo.Hosting.Decisions;

/// <summary>Signs decisions for one service. Thread-safe.</summary>
public sealed class DecisionSigner(DecisionKey key)
{
    // The same for every decision, and every request has one: written once. With the dot behind it.
    private static readonly byte[] Header =
        Encoding.ASCII.GetBytes(Base64Url.EncodeToString(Encoding.UTF8.GetBytes($$"""{"alg":"HS256","typ":"{{Decision.Type}}"}""")) + ".");

    /// <summary>The compact JWS for the header <c>Pmo-Decision</c> (RFC 7515, 7.1).</summary>
    public string Sign(Decision decision)
    {
        var payload = JsonSerializer.SerializeToUtf8Bytes(decision, ApiJson.Options);
        var signed = Header.Length + Base64Url.GetEncodedLength(payload.Length);
        var jws = ArrayPool<byte>.Shared.Rent(signed + 1 + Base64Url.GetEncodedLength(HMACSHA256.HashSizeInBytes));
        try
        {
            Header.CopyTo(jws, 0);
            Base64Url.EncodeToUtf8(payload, jws.AsSpan(Header.Length));
            Span<byte> tag = stackalloc byte[HMACSHA256.HashSizeInBytes];
            HMACSHA256.HashData(key.Bytes, jws.AsSpan(0, signed), tag);
            jws[signed] = (byte)'.';
            return Encoding.ASCII.GetString(jws, 0, signed + 1 + Base64Url.EncodeToUtf8(tag, jws.AsSpan(signed + 1)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(jws);
        }
    }
}
