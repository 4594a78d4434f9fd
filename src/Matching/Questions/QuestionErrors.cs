using Pmo.Hosting.Problems;

namespace Pmo.Matching.Questions;

/// <summary>Why a question is not answered.</summary>
public static class QuestionErrors
{
    public static readonly ErrorCode TooManyCells = new("too_many_cells", 422,
        "Pertanyaan ini menghasilkan lebih dari {0} sel. Kurangi by, atau pakai level yang lebih dangkal.",
        "This question has more than {0} cells. Ask by less, or for a less deep level.");

    public static readonly ErrorCode SumTooLarge = new("sum_too_large", 422,
        "Jumlah rupiah melampaui batas hitung. Periksa kolom jumlah pada dataset sumber.",
        "The sum of rupiah is beyond what can be counted. Check the amounts in the source datasets.");

    public static readonly ErrorCode NotARegister = new("not_a_register", 422,
        "Dataset {0} bukan register. Pilih dataset berjenis register.", "The dataset {0} is not a register. Choose one of kind register.");

    internal static IEnumerable<ErrorCode> All => [TooManyCells, SumTooLarge, NotARegister];
}
