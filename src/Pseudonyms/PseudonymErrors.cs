using Pmo.Hosting.Problems;

namespace Pmo.Pseudonyms;

/// <summary>Why Pseudonyms does not evaluate.</summary>
public static class PseudonymErrors
{
    public static readonly ErrorCode PartUnknown = new("part_unknown", 422,
        "Tidak ada bagian {0}: sesi {1} orang mempunyai {2} bagian, dinomori dari 0. Perbaiki Pmo-Part.",
        "There is no part {0}: a session of {1} persons has {2} parts, numbered from 0. Correct Pmo-Part.");

    public static readonly ErrorCode PartSize = new("part_size", 422,
        "Bagian ini harus berisi {0} elemen (kenari dan {1} orang), yaitu {2} byte; yang diterima {3} byte. Kirim ulang bagian yang lengkap.",
        "This part must hold {0} elements (the canary and {1} persons), that is {2} bytes; {3} bytes came. Send the whole part again.");

    public static readonly ErrorCode PartDiffers = new("part_differs", 422,
        "Bagian {0} sudah dijawab dengan isi lain. Kirim isi yang sama persis, atau buka sesi baru.",
        "Part {0} was already answered with another body. Send exactly the same body, or open a new session.");

    public static readonly ErrorCode ElementInvalid = new("element_invalid", 422,
        "Elemen {0} bukan pengodean ristretto255 yang sah (RFC 9496). Butakan ulang orang itu dan kirim bagian ini lagi.",
        "Element {0} is not a canonical ristretto255 encoding (RFC 9496). Blind that person again and resend the part.");

    public static readonly ErrorCode ElementIdentity = new("element_identity", 422,
        "Elemen {0} adalah elemen netral. Butakan ulang orang itu dengan bilangan acak yang bukan nol dan kirim bagian ini lagi.",
        "Element {0} is the identity. Blind that person again with a random number that is not zero and resend the part.");

    public static readonly ErrorCode DomainMismatch = new("domain_mismatch", 422,
        "Pmo-Domain berbeda dari jenis nomor sesi ini ({0}). Hapus kepala itu, atau buka sesi lain untuk jenis itu.",
        "Pmo-Domain differs from this session's kind ({0}). Leave the header out, or open another session for that kind.");

    public static readonly ErrorCode SessionMismatch = new("session_mismatch", 409,
        "Sesi ini dibuka dengan organisasi, operasi, jenis atau jumlah orang yang lain. Buka sesi baru.",
        "This session was opened with another organisation, operation, kind or number of persons. Open a new session.");

    public static readonly ErrorCode SessionExpired = new("session_expired", 409,
        "Sesi ini sudah berakhir. Buka sesi baru.", "This session has ended. Open a new session.");

    public static readonly ErrorCode SessionClosed = new("session_closed", 409,
        "Sesi ini ditutup karena {0} bagian ditolak. Periksa program Anda, lalu buka sesi baru.",
        "This session was closed because {0} parts were refused. Check your program, then open a new session.");

    public static readonly ErrorCode CeilingReached = new("ceiling_reached", 429,
        "Batas harian tercapai ({0} orang per organisasi, {1} bagi semua; hari menurut WIB). Lanjutkan sesudah waktu pada Retry-After; "
        + "bagian yang sudah dijawab tidak dihitung lagi.",
        "The daily ceiling is reached ({0} persons for one organisation, {1} for all; days are WIB). Go on after the time in Retry-After; "
        + "parts that were answered do not count again.");

    public static readonly ErrorCode KeyExhausted = new("key_exhausted", 503,
        "Kunci {0} telah dipakai sebanyak yang diizinkan. Operator Pseudonyms harus mengganti kunci.",
        "The key {0} has been used as often as it may. The operator of Pseudonyms must rotate it.");

    internal static IEnumerable<ErrorCode> All =>
    [
        PartUnknown, PartSize, PartDiffers, ElementInvalid, ElementIdentity, DomainMismatch, SessionMismatch, SessionExpired, SessionClosed,
        CeilingReached, KeyExhausted,
    ];
}
