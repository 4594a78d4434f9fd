using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Pmo.Protocol.Api;

namespace Pmo.Hosting.Decisions;

/// <summary>Signs decisions for one service. Thread-safe.</summary>
public sealed class DecisionSigner(DecisionKey key)
{
    // The same for every decision, and every request has one: written once.
    private static readonly string Header = Base64Url.EncodeToString(Encoding.UTF8.GetBytes($$"""{"alg":"HS256","typ":"{{Decision.Type}}"}"""));

    /// <summary>The compact JWS for the header <c>Pmo-Decision</c> (RFC 7515, 7.1).</summary>
    public string Sign(Decision decision)
    {
        var signed = $"{Header}.{Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(decision, ApiJson.Options))}";
        return $"{signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(key.Bytes, Encoding.ASCII.GetBytes(signed)))}";
    }
}
