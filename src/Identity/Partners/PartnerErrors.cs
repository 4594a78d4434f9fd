using Pmo.Hosting.Problems;

namespace Pmo.Identity.Partners;

/// <summary>Why an operator's act is refused.</summary>
internal static class PartnerErrors
{
    public static readonly ErrorCode Exists = new("partner_exists", 409,
        "Organisasi ini sudah terdaftar atau sedang didaftarkan. Lihat pmo partner show; untuk mulai lagi, cabut dulu.",
        "This organisation is enrolled already, or being enrolled. See pmo partner show; to begin again, revoke it first.");

    public static readonly ErrorCode WrongState = new("partner_state", 409,
        "Tidak dapat dilakukan pada mitra yang berstatus {0}.", "This cannot be done to a partner that is {0}.");

    public static readonly ErrorCode SecondOperator = new("second_operator_required", 403,
        "Harus dilakukan oleh operator lain: yang mengundang tidak menyetujui, yang menangguhkan tidak memulihkan.",
        "Another operator must do this: who invited does not approve, who suspended does not restore.");

    public static readonly ErrorCode Fingerprint = new("fingerprint_mismatch", 409,
        "Sidik jari tidak sama dengan kunci yang menunggu. Jangan setujui: minta mitra membacakan lagi, dan bila tetap berbeda cabut undangannya.",
        "The fingerprint is not that of the waiting key. Do not approve: have the partner read it out again, and if it still differs revoke the invitation.");

    public static readonly ErrorCode OwnOrganisation = new("partner_own", 403,
        "Organisasi sendiri tidak dapat ditangguhkan atau dicabut.", "Your own organisation cannot be suspended or revoked.");

    internal static IEnumerable<ErrorCode> All => [Exists, WrongState, SecondOperator, Fingerprint, OwnOrganisation];
}
