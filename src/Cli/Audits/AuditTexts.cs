using Pmo.AuditLog.Remote;
using Pmo.Client.Messages;

namespace Pmo.Cli.Audits;

/// <summary>What <c>pmo audit</c> says.</summary>
internal static class AuditTexts
{
    public static Message KeyInvalid() => new(
        "log_key_invalid",
        "--key harus berbentuk NAMA+SIDIK+BASE64, seperti yang diumumkan operator.",
        "--key must be NAME+HASH+BASE64, as the operator published it.");

    public static Message Unreadable(string host, string what) => new(
        "log_unreadable",
        $"Log audit di {host} tidak dapat dibaca ({what}). Periksa sambungan; bila berulang, tanyakan operator.",
        $"The audit log at {host} cannot be read ({what}). Check the connection; if it persists, ask the operator.");

    public static Message Unsound(string id, string en) => new(
        "audit_unsound",
        $"Log audit TIDAK utuh. Yang pertama salah: {id}. Simpan keluaran ini dan hubungi DPO.",
        $"The audit log is NOT sound. First bad: {en}. Keep this output and tell the DPO.");

    public static Message MonthInvalid(string month) => new(
        "month_invalid",
        $"--month harus YYYY-MM dan sudah dimulai; '{month}' bukan.",
        $"--month must be YYYY-MM and have begun; '{month}' is not.");

    public static Message ManifestDamaged(string path) => new(
        "manifest_damaged",
        $"Manifes {path} tidak dapat dibaca atau bukan manifes pmo.",
        $"The manifest {path} cannot be read, or is no manifest of pmo.");

    public static Message ManifestDiffers(string id, string en) => new(
        "manifest_differs",
        $"Berkas TIDAK cocok dengan manifesnya: {id}. Simpan keduanya dan hubungi DPO.",
        $"The file does NOT match its manifest: {en}. Keep both and tell the DPO.");

    public static Message StateUnwritable(string path) => new(
        "witness_state_unwritable",
        $"Ingatan saksi {path} tidak dapat ditulis. Periksa hak akses, atau pilih --state.",
        $"The witness's state {path} cannot be written. Check its permissions, or choose --state.");

    public static Message Of(WitnessVerdict verdict, string path) => verdict switch
    {
        WitnessVerdict.OtherKey => new(
            "witness_other_key",
            $"Checkpoint tidak ditandatangani dengan kunci yang diingat. Log lain, atau kuncinya diganti. Simpan {path} dan hubungi DPO.",
            $"The checkpoint is not signed by the key that is remembered. Another log, or its key was replaced. Keep {path} and tell the DPO."),
        WitnessVerdict.RolledBack => new(
            "witness_roll_back",
            $"Log lebih pendek daripada yang pernah dilihat: catatan telah dihilangkan. Simpan {path} dan hubungi DPO.",
            $"The log is shorter than it was seen before: entries have been taken away. Keep {path} and tell the DPO."),
        WitnessVerdict.Forked => new(
            "witness_fork",
            $"Log tidak tumbuh dari yang pernah dilihat: catatan lama diubah, atau orang lain diperlihatkan log lain. Simpan {path} dan hubungi DPO.",
            $"The log has not grown out of what was seen before: old entries were changed, or others are shown another log. Keep {path} and tell the DPO."),
        _ => new(
            "witness_state_damaged",
            $"Ingatan saksi {path} tidak dapat dibaca. Pulihkan dari cadangan; bila dihapus, saksi mulai lagi tanpa ingatan.",
            $"The witness's state {path} cannot be read. Restore a backup of it; deleted, the witness begins again without memory."),
    };
}
