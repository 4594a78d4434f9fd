using Pmo.Hosting.Problems;

namespace Pmo.Identity.Enrolment;

/// <summary>Why a key is not enrolled or not replaced.</summary>
internal static class EnrolmentErrors
{
    // One answer for a code that never was, was used for another key, or has ended: guessing teaches nothing.
    public static readonly ErrorCode Refused = new("enrolment_refused", 403,
        "Kode tidak berlaku untuk organisasi ini: salah, sudah dipakai, atau lewat 24 jam. Minta undangan baru kepada operator.",
        "The code does not hold for this organisation: wrong, used, or older than 24 hours. Ask the operator for a new invitation.");

    public static readonly ErrorCode KeyInvalid = new("key_invalid", 400,
        "jwk harus kunci publik P-256, atau RSA 2048 sampai 4096 bit.", "jwk must be a public key: P-256, or RSA of 2048 to 4096 bits.");

    public static readonly ErrorCode KeyPrivate = new("key_private", 400,
        "jwk memuat kunci privat. Buang kunci itu, karena sudah tidak rahasia, dan buat yang baru.",
        "jwk holds a private key. Throw that key away, for it is no longer secret, and make a new one.");

    public static readonly ErrorCode ProofInvalid = new("key_proof_invalid", 400,
        "Bukti tidak ditandatangani oleh kunci baru, atau bukan untuk permintaan ini.",
        "The proof was not signed by the new key, or is not for this request.");

    public static readonly ErrorCode KeyTaken = new("key_taken", 409,
        "Kunci ini sudah atau pernah terdaftar. Buat kunci baru.", "This key is or was enrolled. Make a new one.");

    // Nor does this tell who is a client and who is suspended.
    public static readonly ErrorCode ReplacementRefused = new("key_replacement_refused", 403,
        "Penggantian ditolak: klien tidak terdaftar atau tidak aktif, pernyataan tidak ditandatangani kunci yang berlaku, atau jam komputer salah.",
        "The replacement is refused: the client is not enrolled or not active, the statement is not signed by its key, or the clock is wrong.");

    internal static IEnumerable<ErrorCode> All => [Refused, KeyInvalid, KeyPrivate, ProofInvalid, KeyTaken, ReplacementRefused];
}
