using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Pmo.Hosting.Decisions;

/// <summary>
/// A service's proof that an answer is its own and to this very question: HMAC-SHA256 under the key it shares with the Gateway. Thread-safe.
/// </summary>
public sealed class AnswerSeal(DecisionKey key)
{
    // The line feed keeps it apart from what the same key signs as a decision: a JWS is signed over base64url and a dot.
    private const string Domain = "pmo-answer\n";

    /// <summary>Seals an answer.</summary>
    /// <param name="jti">Of the decision that is answered.</param>
    /// <param name="body">The body as sent.</param>
    /// <returns>For the header <c>Pmo-Seal</c>.</returns>
    public string Make(string jti, ReadOnlySpan<byte> body) => Base64Url.EncodeToString(Compute(jti, body));

    /// <summary>Whether the service that shares the key answered this, to that decision.</summary>
    public bool Verify(string? seal, string jti, ReadOnlySpan<byte> body) =>
        seal is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(seal), Encoding.UTF8.GetBytes(Make(jti, body)));

    private byte[] Compute(string jti, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key.Bytes);
        hash.AppendData(Encoding.UTF8.GetBytes($"{Domain}{jti}\n"));
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }
}
