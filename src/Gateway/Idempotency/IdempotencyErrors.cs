using Pmo.Hosting.Problems;

namespace Pmo.Gateway.Idempotency;

/// <summary>Why a retry is not one.</summary>
internal static class IdempotencyErrors
{
    public static readonly ErrorCode Running = new("idempotency_in_progress", 409,
        "Permintaan pertama dengan Idempotency-Key ini masih berjalan. Tunggu sebentar, lalu ulangi.",
        "The first request with this Idempotency-Key is still under way. Wait a moment, then repeat it.");

    public static readonly ErrorCode Differs = new("idempotency_mismatch", 422,
        "Idempotency-Key ini sudah dipakai untuk isi atau tujuan yang lain. Pakai kunci baru untuk permintaan baru.",
        "This Idempotency-Key was used for another body or purpose. Use a new key for a new request.");

    internal static IEnumerable<ErrorCode> All => [Running, Differs];
}
