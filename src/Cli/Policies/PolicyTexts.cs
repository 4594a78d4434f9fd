using Pmo.Client.Messages;

namespace Pmo.Cli.Policies;

/// <summary>What is wrong with how <c>pmo policy</c> was asked.</summary>
internal static class PolicyTexts
{
    public static Message Question() => new(
        "policy_question",
        "Sebutkan --party ID dan --operation (check, upload, duplicates, overlaps, coverage, compare, subject, audit), atau --text ID.",
        "Name --party ID and --operation (check, upload, duplicates, overlaps, coverage, compare, subject, audit), or --text ID.");

    public static Message Day(string text) => new(
        "policy_day", $"--at '{text}' bukan tanggal. Tulis TTTT-BB-HH, misalnya 2026-01-31.", $"--at '{text}' is no date. Write YYYY-MM-DD, for example 2026-01-31.");

    public static Message Unknown(string id, IEnumerable<string> known) => new(
        "policy_unknown",
        $"Tidak ada perjanjian '{id}' di folder ini. Yang ada: {string.Join(", ", known)}.",
        $"There is no agreement '{id}' in this folder. There are: {string.Join(", ", known)}.");

    public static Message RecordsMissing(string file) => new(
        "policy_records", $"Berkas '{file}' tidak dapat dibaca. Periksa jalurnya.", $"The file '{file}' cannot be read. Check its path.");
}
