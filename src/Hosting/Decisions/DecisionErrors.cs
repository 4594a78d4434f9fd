using Pmo.Hosting.Problems;

namespace Pmo.Hosting.Decisions;

/// <summary>Why a service does not act.</summary>
public static class DecisionErrors
{
    public static readonly ErrorCode DecisionRequired = new("decision_required", 401,
        "Layanan ini hanya bertindak atas keputusan Gateway. Kirim permintaan melalui Gateway.",
        "This service acts only on a decision of the Gateway. Send the request through the Gateway.");

    public static readonly ErrorCode DigestMismatch = new("digest_mismatch", 422,
        "Content-Digest tidak cocok dengan isi permintaan. Hitung ulang SHA-256 dari isi yang dikirim.",
        "Content-Digest does not match the body. Compute SHA-256 over the body as sent.");

    public static IEnumerable<ErrorCode> All => [DecisionRequired, DigestMismatch];
}
