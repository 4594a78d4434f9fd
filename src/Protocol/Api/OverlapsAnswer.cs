namespace Pmo.Protocol.Api;

/// <summary>
/// <c>GET /v1/overlaps</c>: distinct persons of each dataset and of each pair. A count that is absent is withheld: it, or what it would reveal, is below
/// <c>Threshold</c>.
/// </summary>
/// <param name="TakenAt">The snapshot that was counted, UTC.</param>
/// <param name="Covered">The datasets, and as of when each is.</param>
/// <param name="Datasets">By id.</param>
/// <param name="Pairs">Each pair once, by ids.</param>
/// <param name="Threshold">Distinct persons below which nothing is told; absent: none.</param>
/// <param name="Epsilon">Of the noise that every count has; absent: counts are exact.</param>
public sealed record OverlapsAnswer(
    DateTimeOffset TakenAt,
    IReadOnlyList<CoveredDataset> Covered,
    IReadOnlyList<DatasetPersons> Datasets,
    IReadOnlyList<PairPersons> Pairs,
    int? Threshold = null,
    decimal? Epsilon = null);

/// <summary>Distinct persons of a dataset; absent: withheld.</summary>
public sealed record DatasetPersons(string Dataset, long? Persons = null);

/// <summary>Distinct persons that are in both; absent: withheld.</summary>
public sealed record PairPersons(string A, string B, long? Both = null);
