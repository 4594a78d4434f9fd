using Pmo.Hosting.Problems;

namespace Pmo.Matching.Noise;

/// <summary>Why a question with noise is not answered.</summary>
public static class NoiseErrors
{
    public static readonly ErrorCode BudgetExhausted = new("noise_budget_exhausted", 429,
        "Anggaran derau dataset {0} untuk tahun ini habis. Pertanyaan yang sudah pernah dijawab tetap dijawab sama.",
        "The noise budget of the dataset {0} for this year is used up. Questions that were answered before still get the same answer.");

    public static readonly ErrorCode NoRupiah = new("noise_no_rupiah", 403,
        "Perjanjian ini menjawab dengan derau; rupiah tidak diberikan. Pakai measure=people.",
        "This agreement answers with noise; rupiah is not given. Use measure=people.");

    internal static IEnumerable<ErrorCode> All => [BudgetExhausted, NoRupiah];
}
