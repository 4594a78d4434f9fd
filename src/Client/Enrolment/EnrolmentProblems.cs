using Pmo.Client.Messages;

namespace Pmo.Client.Enrolment;

/// <summary>What can be wrong with an enrolment before anything is sent, or after it.</summary>
internal static class EnrolmentProblems
{
    public static Message Org() => new("org_invalid", "--org harus 1-60 huruf kecil, angka, atau tanda hubung.", "--org has to be 1 to 60 lower-case letters, digits or hyphens.");

    public static Message CodeMissing() => new(
        "enroll_code_missing",
        "Kode undangan diperlukan: jalankan di terminal, atau isi PMO_ENROLL_CODE. Jangan tulis di baris perintah.",
        "The invitation's code is needed: run this in a terminal, or set PMO_ENROLL_CODE. Never put it on the command line.");

    public static Message CodeMalformed() => new(
        "enroll_code_malformed",
        "Kode undangan terdiri dari 8 kelompok berisi 4 huruf atau angka. Periksa lagi.",
        "An invitation's code is 8 groups of 4 letters or digits. Look again.");

    public static Message Pin() => new(
        "statement_key_missing",
        "Sidik kunci pernyataan (sha256:…) dari undangan diperlukan: --statement-key, PMO_STATEMENT_KEY, atau ketik saat ditanya.",
        "The statement key's fingerprint (sha256:…) of the invitation is needed: --statement-key, PMO_STATEMENT_KEY, or typed when asked.");

    public static Message ProfileExists(string path) => new(
        "profile_exists",
        $"Profil sudah ada: {path}. Pakai --force untuk menggantinya, atau --profile NAMA untuk yang lain. Untuk mengganti kunci saja: --replace-key.",
        $"There is a profile already: {path}. Use --force to replace it, or --profile NAME for another. To replace the key only: --replace-key.");

    public static Message Unwritable(string path) => new(
        "profile_unwritable", $"Tidak dapat menulis {path}. Periksa hak akses, lalu ulangi.", $"Cannot write {path}. Check its permissions and try again.");
}
