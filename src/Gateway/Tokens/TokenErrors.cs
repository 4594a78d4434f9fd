using Pmo.Hosting.Problems;

namespace Pmo.Gateway.Tokens;

/// <summary>Why nobody was identified.</summary>
internal static class TokenErrors
{
    public static readonly ErrorCode Missing = new("token_missing", 401,
        "Permintaan ini memerlukan token: Authorization: DPoP <token> dan kepala DPoP. Ambil token di /connect/token.",
        "This request needs a token: Authorization: DPoP <token> and a DPoP header. Get one at /connect/token.");

    public static readonly ErrorCode NotBound = new("token_scheme", 401,
        "Token harus dikirim dengan skema DPoP, bukan Bearer.",
        "The token must be sent with the scheme DPoP, not Bearer.");

    public static readonly ErrorCode Invalid = new("token_invalid", 401,
        "Token tidak sah bagi layanan ini. Ambil token baru di /connect/token.",
        "The token is not valid for this service. Get a new one at /connect/token.");

    public static readonly ErrorCode Expired = new("token_expired", 401,
        "Token sudah kedaluwarsa (berlaku 5 menit). Ambil token baru; bila berulang, periksa jam komputer.",
        "The token has expired (it lasts 5 minutes). Get a new one; if this repeats, check the computer's clock.");

    public static readonly ErrorCode Revoked = new("token_revoked", 401,
        "Token ini sudah dicabut: keluar dari akun, atau akses ditangguhkan. Masuk lagi; bila tetap ditolak, hubungi operator.",
        "This token was revoked: signed out, or access was suspended. Sign in again; if it is still refused, ask the operator.");

    public static readonly ErrorCode ProofInvalid = new("dpop_proof_invalid", 401,
        "Bukti DPoP tidak sah ({0}). Buat bukti baru untuk permintaan ini, dengan kunci yang terikat pada token; periksa jam komputer.",
        "The DPoP proof is not valid ({0}). Make a new proof for this very request, with the key the token is bound to; check the clock.");

    public static readonly ErrorCode ProofReplayed = new("dpop_proof_replayed", 401,
        "Bukti DPoP ini sudah pernah dipakai. Buat bukti baru untuk setiap permintaan.",
        "This DPoP proof was used before. Make a new proof for every request.");

    public static readonly ErrorCode NonceRequired = new("dpop_nonce_required", 401,
        "Bukti DPoP harus memuat nonce dari kepala DPoP-Nonce jawaban ini. Ulangi dengan bukti baru.",
        "The DPoP proof must hold the nonce in this answer's header DPoP-Nonce. Try again with a new proof.");

    public static readonly ErrorCode IssuerUnavailable = new("identity_unavailable", 503,
        "Layanan identitas tidak tersedia, token tidak dapat diperiksa. Coba lagi nanti.",
        "The identity service is not available, so the token cannot be verified. Try again later.");

    internal static IEnumerable<ErrorCode> All =>
        [Missing, NotBound, Invalid, Expired, Revoked, ProofInvalid, ProofReplayed, NonceRequired, IssuerUnavailable];
}
