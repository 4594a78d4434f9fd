using Pmo.Client.Messages;

namespace Pmo.Cli.Backups;

/// <summary>What <c>pmo backup</c> says.</summary>
internal static class BackupTexts
{
    public static Message NothingThere(string data) => new(
        "backup_no_service",
        $"Di {data} tidak ada folder data layanan (gateway, identity, pseudonyms, matching). Tunjuk folder data dengan --data.",
        $"There is no service's data folder in {data} (gateway, identity, pseudonyms, matching). Name the data folder with --data.");

    public static Message Damaged(string service, string what) => new(
        "backup_source_damaged",
        $"Basis data {service} rusak ({what}); tidak ada cadangan yang ditulis. Jangan hapus cadangan lama; pulihkan dari itu.",
        $"The database of {service} is damaged ({what}); no backup was written. Keep the older backups and restore one.");

    public static Message Failed(string service, string what) => new(
        "backup_failed",
        $"Cadangan {service} gagal: {what}. Periksa izin dan ruang kosong, lalu ulangi.",
        $"The backup of {service} failed: {what}. Check permissions and free space, then try again.");
}
