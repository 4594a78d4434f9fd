using Pmo.Hosting.Problems;

namespace Pmo.Gateway.Sessions;

/// <summary>Why a call does not fit its session.</summary>
internal static class SessionErrors
{
    public static readonly ErrorCode Unknown = new("session_unknown", 404,
        "Pemeriksaan atau unggahan ini tidak dikenal. Buka yang baru.", "This check or upload is not known. Open a new one.");

    public static readonly ErrorCode Expired = new("session_expired", 409,
        "Pemeriksaan atau unggahan ini sudah berakhir (24 jam). Buka yang baru.", "This check or upload has ended (24 hours). Open a new one.");

    public static readonly ErrorCode Mismatch = new("session_mismatch", 409,
        "{0} berbeda dari yang dipakai saat membuka. Hilangkan kepala itu, atau samakan.",
        "{0} differs from what it was opened with. Leave the header out, or make it the same.");

    public static readonly ErrorCode Ended = new("session_committed", 409,
        "Pemeriksaan atau unggahan ini sudah selesai; tidak ada bagian yang diterima lagi.",
        "This check or upload is committed; it takes no more parts.");

    public static readonly ErrorCode PartUnknown = new("part_unknown", 422,
        "Tidak ada bagian {0}: sesi ini memiliki {1} bagian, mulai dari 0.", "There is no part {0}: this session has {1} parts, from 0.");

    internal static IEnumerable<ErrorCode> All => [Unknown, Expired, Mismatch, Ended, PartUnknown];
}
