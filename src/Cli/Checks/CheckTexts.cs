using Pmo.Client.Messages;
using Pmo.Protocol.Inputs;

namespace Pmo.Cli.Checks;

/// <summary>What <c>pmo check</c> says.</summary>
internal static class CheckTexts
{
    public static Message NoneIsNotNothing() => new(
        "none_is_not_nothing",
        "Tidak ditemukan berarti tidak ada di daftar di atas, bukan berarti belum dibantu.",
        "Not found means not in the lists above; it does not mean not yet helped.");

    public static Message MatchIsNoGround() => new(
        "match_is_no_ground",
        "Tumpang tindih bukan berarti tidak berhak.",
        "An overlap does not mean not entitled.");

    public static Message TwoOnStdout() => new(
        "output_twice",
        "--json dan --out - sama-sama menulis ke stdout. Pilih salah satu.",
        "--json and --out - both write to stdout. Choose one.");

    public static Message Unfinished(bool asked) => asked
        ? new("resume_none",
            "Tidak ada pemeriksaan terhenti untuk daftar ini; mulai dari awal.",
            "No unfinished check of this list; starting anew.")
        : new("resume_ignored",
            "Ada pemeriksaan daftar ini yang belum selesai (lanjutkan dengan --resume). Mulai dari awal: kuota terpakai lagi.",
            "There is an unfinished check of this list (go on with --resume). Starting anew: quota will be spent again.");

    public static Message Interrupted(string file) => new(
        "interrupted",
        $"Dihentikan. Lanjutkan dengan: pmo check {file} … --resume",
        $"Interrupted. Go on with: pmo check {file} … --resume");

    public static Message CanResume(string file) => new(
        "can_resume",
        $"Lanjutkan nanti tanpa memakai kuota lagi: pmo check {file} … --resume",
        $"Go on later without spending quota again: pmo check {file} … --resume");

    /// <summary>Of a row: what stands in <c>pmo_note</c>, so that nobody takes it for 'not found'.</summary>
    public static Message Withheld() => new(
        "row_withheld",
        "ada catatan yang menurut perjanjian tidak boleh ditampilkan (wilayah), bukan berarti tidak ditemukan",
        "there is a record that the agreement does not let be shown (region), which does not mean not found");

    public static Message DryRun(int persons, IdentityKind kind) => kind == IdentityKind.Kk
        ? new(
            "dry_run",
            $"{persons} kartu keluarga akan dikirim sebagai token. Tidak ada yang dikirim (--dry-run).",
            $"{persons} family cards would be sent as tokens. Nothing was sent (--dry-run).")
        : new(
            "dry_run",
            $"{persons} orang akan dikirim sebagai token. Tidak ada yang dikirim (--dry-run).",
            $"{persons} persons would be sent as tokens. Nothing was sent (--dry-run).");

    public static Message More(int rows) => new("more", $"dan {rows} lagi", $"and {rows} more");

    public static Message CoveredNothing() => new("covered_nothing", "(tidak ada dataset)", "(no dataset)");

    public static Message StatusName(string status, IdentityKind kind = default) => status switch
    {
        RowStatus.Match => new(status, "tumpang tindih", "match"),
        RowStatus.None => new(status, "tidak ditemukan", "not found"),
        RowStatus.Withheld => new(status, "tidak boleh ditampilkan", "withheld"),
        RowStatus.Invalid when kind == IdentityKind.Kk => new(status, "nomor KK tidak sah", "invalid family card number"),
        RowStatus.NoNik when kind == IdentityKind.Kk => new(status, "tanpa nomor KK", "without family card number"),
        RowStatus.Invalid => new(status, "NIK tidak sah", "invalid NIK"),
        _ => new(status, "tanpa NIK", "without NIK"),
    };
}
