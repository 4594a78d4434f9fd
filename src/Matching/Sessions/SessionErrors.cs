using Pmo.Hosting.Problems;

namespace Pmo.Matching.Sessions;

/// <summary>Why a call of a check or upload is refused.</summary>
public static class SessionErrors
{
    public static readonly ErrorCode OperationMismatch = new("operation_mismatch", 403,
        "Keputusan Gateway untuk permintaan ini menyangkut operasi lain. Periksa Pmo-Agreement dan Pmo-Purpose.",
        "The Gateway's decision on this request is about another operation. Check Pmo-Agreement and Pmo-Purpose.");

    public static readonly ErrorCode SessionMismatch = new("session_mismatch", 409,
        "Permintaan ini tidak sesuai dengan sesi yang dibuka. Mulai sesi baru.",
        "This request does not fit the session as it was opened. Start a new session.");

    public static readonly ErrorCode SessionCommitted = new("session_committed", 409,
        "Sesi ini sudah selesai (commit); tidak ada bagian lagi yang diterima. Mulai sesi baru.",
        "This session is committed; it takes no more parts. Start a new session.");

    public static readonly ErrorCode SessionExpired = new("session_expired", 409,
        "Waktu sesi ini sudah habis. Mulai sesi baru.", "This session has expired. Start a new session.");

    public static readonly ErrorCode RowsInvalid = new("session_rows", 400,
        "rows harus dari 1 sampai 1.000.000.", "rows must be from 1 to 1,000,000.");

    public static readonly ErrorCode PartSize = new("part_size", 422,
        "Bagian {0} harus berisi kenari dan tepat {1} orang.", "Part {0} must hold the canary and exactly {1} persons.");

    public static readonly ErrorCode PartUnknown = new("part_unknown", 422,
        "Sesi ini tidak mempunyai bagian {0}; nomornya 0 sampai {1}.", "This session has no part {0}; its numbers are 0 to {1}.");

    public static readonly ErrorCode PartDiffers = new("part_differs", 422,
        "Bagian {0} sudah diterima dengan isi lain. Kirim isi yang sama, atau mulai sesi baru.",
        "Part {0} was received with other content. Send the same content, or start a new session.");

    public static readonly ErrorCode PartsMissing = new("parts_missing", 409,
        "{0} bagian belum diterima; lihat daftarnya. Kirim bagian itu, lalu ulangi commit.",
        "{0} parts have not been received; see the list. Send them, then commit again.");

    public static readonly ErrorCode PartMissing = new("part_missing", 409, "Bagian {0} belum diterima.", "Part {0} has not been received.");

    internal static IEnumerable<ErrorCode> All =>
        [OperationMismatch, SessionMismatch, SessionCommitted, SessionExpired, RowsInvalid, PartSize, PartUnknown, PartDiffers, PartsMissing, PartMissing];
}
