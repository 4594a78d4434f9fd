using Pmo.Hosting.Problems;

namespace Pmo.Matching.Tokens;

/// <summary>Why tokens are refused.</summary>
public static class TokenErrors
{
    public static readonly ErrorCode KeyRetired = new("key_retired", 409,
        "Kunci pada Pmo-Key tidak berlaku (lagi). Ambil kunci dari /v1/pseudonyms/keys, lalu mulai sesi baru.",
        "The key in Pmo-Key is not, or no longer, in use. Fetch keys from /v1/pseudonyms/keys and start a new session.");

    public static readonly ErrorCode CanaryMismatch = new("canary_mismatch", 422,
        "Token pertama bukan kenari organisasi ini: kunci salah atau usang. Ambil kunci lagi, lalu mulai sesi baru.",
        "The first token is not this organisation's canary: the key is wrong or stale. Fetch keys again and start a new session.");

    public static readonly ErrorCode ElementInvalid = new("element_invalid", 422,
        "Unsur {0} (dari 0, termasuk kenari) bukan unsur ristretto255. Buat ulang token itu.",
        "Element {0} (from 0, the canary included) is not a ristretto255 element. Make that token again.");

    public static readonly ErrorCode ElementIdentity = new("element_identity", 422,
        "Unsur {0} (dari 0, termasuk kenari) adalah identitas. Buat ulang token itu.",
        "Element {0} (from 0, the canary included) is the identity. Make that token again.");

    internal static IEnumerable<ErrorCode> All => [KeyRetired, CanaryMismatch, ElementInvalid, ElementIdentity];
}
