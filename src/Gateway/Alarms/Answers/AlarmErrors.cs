using Pmo.Hosting.Problems;

namespace Pmo.Gateway.Alarms.Answers;

/// <summary>Why an alarm is not closed.</summary>
internal static class AlarmErrors
{
    public static readonly ErrorCode Closed = new("alarm_closed", 409,
        "Alarm ini sudah ditutup. Penilaian dan catatannya tidak diubah lagi.", "This alarm is closed. Its verdict and note do not change any more.");

    public static readonly ErrorCode OwnUse = new("alarm_own_use", 403,
        "Alarm ini tentang pemakaian oleh organisasi Anda sendiri. Yang menilainya pemilik data atau DPO PMO.",
        "This alarm is about use by your own organisation. The data's owner or the PMO's DPO judges it.");

    internal static IEnumerable<ErrorCode> All => [Closed, OwnUse];
}
