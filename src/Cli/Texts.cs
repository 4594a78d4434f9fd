using Pmo.Client.Messages;

namespace Pmo.Cli;

/// <summary>What the command itself says, whatever the verb.</summary>
internal static class Texts
{
    public static Message Root() => new(
        "root",
        "PMO Gateway: periksa tumpang tindih bantuan tanpa mengirim NIK.",
        "PMO Gateway: check aid for overlap without sending NIKs.");

    public static Message NikInArguments() => new(
        "nik_in_arguments",
        "NIK tidak boleh ditulis di baris perintah: pengguna lain dan riwayat shell dapat membacanya. Simpan dalam berkas. [nik_in_arguments]",
        "A NIK must not be on the command line: other users and the shell's history can read it. Put it in a file. [nik_in_arguments]");

    /// <param name="path">The verb's words, each behind a space; empty for none.</param>
    public static Message SeeHelp(string path) => new("usage", $"Lihat: pmo{path} --help", $"See: pmo{path} --help");

    public static Message Interrupted() => new("interrupted", "Dihentikan.", "Interrupted.");

    public static Message Unexpected(string id) => new(
        "internal",
        $"Kesalahan tak terduga, catatan {id} (di folder log). Laporkan ke operator; rincian di layar: PMO_DEBUG=1.",
        $"Unexpected error, log {id} (in the log folder). Report it to the operator; details on screen: PMO_DEBUG=1.");

    public static Message Candidates(IEnumerable<string> candidates) => new(
        "grant_ambiguous",
        $"Beberapa perjanjian cocok: {string.Join("; ", candidates)}. Pilih dengan --agreement dan --purpose.",
        $"Several agreements fit: {string.Join("; ", candidates)}. Choose with --agreement and --purpose.");

    public static Message CardsLeftOut() => new(
        "cards_left_out",
        "Perjanjian tidak mengizinkan nomor KK dalam unggahan ini: kolom KK tidak dikirim.",
        "The agreement does not permit family card numbers in this upload: the KK column is not sent.");

    public static Message NoCandidate(string dataset) => new(
        "grant_missing",
        $"Katalog tidak memuat perjanjian untuk mengunggah ke '{dataset}'. Lihat pmo catalog, atau sebutkan --agreement dan --purpose.",
        $"The catalog has no agreement to upload to '{dataset}'. See pmo catalog, or name --agreement and --purpose.");
}
