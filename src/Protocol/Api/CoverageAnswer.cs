namespace Pmo.Protocol.Api;

/// <summary>
/// <c>GET /v1/coverage</c>: a register against all aid of the agreement. A programme is an aid type together with its dataset's programme (or id, without
/// one). What is not told is named in <c>Withheld</c> of its cell; what else is absent does not apply.
/// </summary>
/// <param name="TakenAt">The snapshot that was counted, UTC.</param>
/// <param name="Register">The register's id.</param>
/// <param name="Measure"><c>people</c> or <c>rupiah</c>.</param>
/// <param name="By">Dimensions of <paramref name="Cells"/>.</param>
/// <param name="Covered">The datasets, and as of when each is.</param>
/// <param name="Total">The whole register (rupiah: and those outside it).</param>
/// <param name="Cells">One for each combination that is told. Those by programme, year or need overlap and do not add up.</param>
/// <param name="Withheld">Whether there are combinations that are not told.</param>
/// <param name="Needs">People: who needs something, and who of them gets no aid of that category.</param>
/// <param name="Movement">People, with <c>before</c>: what has moved since.</param>
/// <param name="Budgets">Rupiah: by dataset, beside its budget.</param>
/// <param name="Level">Depth of regions: <c>province</c>, <c>kabupaten</c>, <c>kecamatan</c>, <c>village</c>.</param>
/// <param name="Threshold">Distinct persons below which nothing is told; absent: none.</param>
/// <param name="Epsilon">Of the noise that every count has; absent: counts are exact.</param>
public sealed record CoverageAnswer(
    DateTimeOffset TakenAt,
    string Register,
    string Measure,
    IReadOnlyList<string> By,
    IReadOnlyList<CoveredDataset> Covered,
    CoverageCell Total,
    IReadOnlyList<CoverageCell> Cells,
    bool Withheld,
    IReadOnlyList<NeedCoverage>? Needs = null,
    CoverageMovement? Movement = null,
    IReadOnlyList<BudgetCoverage>? Budgets = null,
    string? Level = null,
    int? Threshold = null,
    decimal? Epsilon = null);

/// <summary>One combination. Persons are distinct ones; rupiah whole ones.</summary>
/// <param name="Withheld">Names of the fields that are not told.</param>
/// <param name="Region">Kemendagri code; empty: no region is known, or none is told apart.</param>
/// <param name="Rest">True: of that region, what is not told apart.</param>
/// <param name="Programme">Aid type and programme.</param>
/// <param name="Year">Of the aid.</param>
/// <param name="Need">Category; empty: none is known.</param>
/// <param name="Desil">1 to 10; 0: not known.</param>
/// <param name="Persons">Of the register; by programme or year: those who got it or for whom it is claimed.</param>
/// <param name="None">To whom no programme delivered.</param>
/// <param name="One">To whom one did.</param>
/// <param name="Two">To whom two did.</param>
/// <param name="ThreePlus">To whom three or more did.</param>
/// <param name="Reached">By programme or year: to whom it was delivered.</param>
/// <param name="Claimed">To whom nothing was delivered, while something is claimed.</param>
/// <param name="Unmet">By need: who gets no aid of that category.</param>
/// <param name="Inside">Rupiah delivered to persons of the register.</param>
/// <param name="Outside">Rupiah delivered to others.</param>
/// <param name="ClaimedInside">Rupiah claimed for persons of the register.</param>
/// <param name="ClaimedOutside">Rupiah claimed for others.</param>
public sealed record CoverageCell(
    IReadOnlyList<string> Withheld,
    string? Region = null,
    bool? Rest = null,
    string? Programme = null,
    int? Year = null,
    string? Need = null,
    int? Desil = null,
    long? Persons = null,
    long? None = null,
    long? One = null,
    long? Two = null,
    long? ThreePlus = null,
    long? Reached = null,
    long? Claimed = null,
    long? Unmet = null,
    long? Inside = null,
    long? Outside = null,
    long? ClaimedInside = null,
    long? ClaimedOutside = null);

/// <summary>Persons of the register that need something, and those of them that get no aid of that category; absent: withheld.</summary>
public sealed record NeedCoverage(string Need, long? Persons = null, long? Unmet = null);

/// <summary>
/// Persons by how many programmes delivered to them at the earlier snapshot and now. <c>From</c> and <c>To</c> are <c>absent</c> (not in the register),
/// <c>none</c>, <c>one</c>, <c>two</c>, <c>threePlus</c>: from absent they entered, to absent they left.
/// </summary>
public sealed record CoverageMovement(DateTimeOffset Since, IReadOnlyList<MovementStep> Steps);

/// <summary>Persons that went from one state to another; absent: withheld.</summary>
public sealed record MovementStep(string From, string To, long? Persons = null);

/// <summary>Rupiah of one dataset; absent: withheld, or for the budget none is known. Shares are hundredths of a per cent of the budget.</summary>
public sealed record BudgetCoverage(
    string Dataset,
    string? Programme = null,
    long? Budget = null,
    long? Inside = null,
    long? Outside = null,
    long? ClaimedInside = null,
    long? ClaimedOutside = null,
    int? ShareInside = null,
    int? ShareOutside = null);
