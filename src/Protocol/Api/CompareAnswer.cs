namespace Pmo.Protocol.Api;

/// <summary><c>GET /v1/registers/compare</c>: two registers side by side. What the other fields mean: <see cref="OverlapsAnswer"/>.</summary>
/// <param name="A">The first register.</param>
/// <param name="B">The second.</param>
/// <param name="By">Dimensions of <paramref name="Cells"/>: of <c>region</c>, <c>desil</c>. A person's are those of the row in A, else of that in B.</param>
/// <param name="Total">All persons.</param>
/// <param name="Cells">One for each combination that is told.</param>
/// <param name="Withheld">Whether there are combinations that are not told.</param>
public sealed record CompareAnswer(
    DateTimeOffset TakenAt,
    string A,
    string B,
    IReadOnlyList<CoveredDataset> Covered,
    IReadOnlyList<string> By,
    CompareCell Total,
    IReadOnlyList<CompareCell> Cells,
    bool Withheld,
    string? Level = null,
    int? Threshold = null,
    decimal? Epsilon = null);

/// <summary>Distinct persons in both registers and in one only; absent: withheld. <c>Rest</c>: of the region, what is not told apart.</summary>
public sealed record CompareCell(
    long? Both = null, long? OnlyA = null, long? OnlyB = null, string? Region = null, bool? Rest = null, int? Desil = null);
