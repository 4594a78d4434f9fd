using Pmo.Client.Messages;

namespace Pmo.Client.Profiles;

/// <summary>What can be wrong with a profile or its key.</summary>
internal static class ProfileProblems
{
    public static Message None(string folder) => new(
        "profile_missing",
        $"Belum ada profil di {folder}. Jalankan pmo enroll, atau tunjuk berkas profil dengan --profile.",
        $"No profile in {folder}. Run pmo enroll, or name a profile file with --profile.");

    public static Message Several(IReadOnlyList<string> names) => new(
        "profile_ambiguous",
        $"Ada beberapa profil: {string.Join(", ", names)}. Pilih dengan --profile NAMA atau PMO_PROFILE.",
        $"There are several profiles: {string.Join(", ", names)}. Choose with --profile NAME or PMO_PROFILE.");

    public static Message NotFound(string path, IReadOnlyList<string> names) => new(
        "profile_not_found",
        $"Profil tidak ditemukan: {path}.{(names.Count == 0 ? "" : $" Yang ada: {string.Join(", ", names)}.")}",
        $"Profile not found: {path}.{(names.Count == 0 ? "" : $" There are: {string.Join(", ", names)}.")}");

    public static Message Unreadable(string path) => new(
        "profile_unreadable", $"Berkas tidak dapat dibaca: {path}. Periksa hak akses.", $"The file cannot be read: {path}. Check its permissions.");

    public static Message Malformed(string path, long? line) => new(
        "profile_malformed",
        $"Profil {path} bukan JSON yang benar{(line is null ? "" : $" (baris {line})")}.",
        $"The profile {path} is not well-formed JSON{(line is null ? "" : $" (line {line})")}.");

    public static Message Gateway(string path) => new(
        "profile_gateway",
        $"Profil {path}: \"gateway\" harus berupa alamat https://nama tanpa jalur (http hanya untuk komputer ini sendiri).",
        $"Profile {path}: \"gateway\" has to be an address https://name without a path (http for this computer only).");

    public static Message Field(string path, string field) => new(
        "profile_field", $"Profil {path}: \"{field}\" kosong atau tidak benar.", $"Profile {path}: \"{field}\" is missing or wrong.");

    public static Message Pin(string path) => new(
        "profile_pin",
        $"Profil {path}: \"statementKey\" harus berisi sidik kunci sha256:… yang diberikan operator saat pendaftaran. Tanpa itu tidak ada yang dikirim.",
        $"Profile {path}: \"statementKey\" has to be the fingerprint sha256:… that the operator gave at enrolment. Without it nothing is sent.");

    public static Message KeyNotFound(string path) => new(
        "key_not_found", $"Berkas kunci tidak ditemukan: {path}. Periksa \"keyFile\" dalam profil.", $"Key file not found: {path}. Check \"keyFile\" in the profile.");

    public static Message KeyExposed(string path) => new(
        "key_exposed",
        $"Berkas kunci {path} dapat dibaca orang lain. Jalankan: chmod 600 \"{path}\"",
        $"Others can read the key file {path}. Run: chmod 600 \"{path}\"");

    public static Message KeyMalformed(string path) => new(
        "key_malformed",
        $"Berkas kunci {path} bukan kunci P-256 dalam bentuk PKCS#8 PEM (BEGIN PRIVATE KEY).",
        $"The key file {path} is not a P-256 key as PKCS#8 PEM (BEGIN PRIVATE KEY).");
}
