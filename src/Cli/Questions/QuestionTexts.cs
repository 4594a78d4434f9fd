using Pmo.Client.Messages;

namespace Pmo.Cli.Questions;

/// <summary>What is said under the tables.</summary>
internal static class QuestionTexts
{
    public static Message NoGrant(string operation) => new(
        "grant_missing",
        $"Katalog tidak memuat perjanjian untuk {operation}. Lihat pmo catalog, atau sebutkan --agreement dan --purpose.",
        $"The catalog has no agreement for {operation}. See pmo catalog, or name --agreement and --purpose.");

    public static Message Withheld(int threshold) => new(
        "more",
        $"<{threshold}: kurang dari {threshold} orang, atau dapat mengungkap jumlah sekecil itu; tidak ditampilkan.",
        $"<{threshold}: fewer than {threshold} persons, or it would reveal so small a count; not shown.");

    public static Message CellsLeftOut() => new(
        "more",
        "Sebagian sel tidak ditampilkan. Coba --level yang lebih dangkal atau --by yang lebih sedikit.",
        "Some cells are not shown. Try a less deep --level or fewer --by.");

    public static Message Noise(decimal epsilon) => new(
        "more",
        FormattableString.Invariant($"Setiap jumlah mengandung derau (epsilon {epsilon}); pertanyaan yang sama selalu dijawab sama."),
        FormattableString.Invariant($"Every count has noise (epsilon {epsilon}); the same question always gets the same answer."));

    public static Message RefsAlone() => new(
        "usage",
        "--refs menerima none saja, dan hanya bersama --register, --csv, --agreement dan --purpose.",
        "--refs takes none, and only with --register, --csv, --agreement and --purpose.");

    public static Message NoneMeans() => new(
        "more",
        "'0' berarti: tidak ada di dataset ini, bukan 'tidak menerima bantuan'.",
        "'0' means: not in these datasets, never 'gets no aid'.");

    public static Message NoGround() => new(
        "more",
        "Kecocokan tidak pernah dengan sendirinya menjadi alasan menolak bantuan.",
        "A match is never by itself a ground to refuse aid.");

    public static Message Overlapping() => new(
        "more",
        "Sel menurut program, tahun atau kebutuhan saling tumpang tindih dan tidak dapat dijumlahkan.",
        "Cells by programme, year or need overlap and do not add up.");
}
