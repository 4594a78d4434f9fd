namespace Pmo.Protocol.Api;

/// <summary><c>POST /v1/checks</c>: how many distinct persons will be checked, by which kind of number, and optionally in which datasets only.</summary>
public sealed record CheckRequest(int Rows, string Kind = "nik", IReadOnlyList<string>? Datasets = null);

/// <summary>201: the session. <c>Parts</c> parts are expected before <c>ExpiresAt</c> (UTC).</summary>
public sealed record CheckOpened(string CheckId, DateTimeOffset ExpiresAt, int Parts);

/// <summary><c>GET /v1/checks/{id}</c>: <c>State</c> is <c>open</c>, <c>committed</c> or <c>expired</c>; <c>Received</c> lists part numbers.</summary>
public sealed record CheckState(string CheckId, string State, int Rows, int Parts, IReadOnlyList<int> Received, DateTimeOffset ExpiresAt);

/// <summary>A dataset that was looked in, and as of when; no date when nothing has been uploaded to it yet.</summary>
public sealed record CoveredDataset(string Dataset, DateOnly? AsOf = null);

/// <summary>
/// One overlap, holding only what the agreement discloses. <c>Claimed</c> is present, and true, when the aid is not yet delivered; <c>Household</c> when
/// it is not the person's own but of somebody on the same family card.
/// </summary>
public sealed record Overlap(
    string? Provider = null,
    string? Category = null,
    string? Programme = null,
    int? Year = null,
    string? Period = null,
    string? AmountBand = null,
    string? Region = null,
    bool? Household = null,
    bool? Claimed = null);

/// <summary>
/// A person (or household, in a check of kind <c>kk</c>) that is listed somewhere: <c>I</c> is 0-based over all parts without canaries; <c>Status</c> is
/// <see cref="Match"/> or <see cref="Withheld"/>, which has no overlaps.
/// </summary>
public sealed record CheckResult(int I, string Status, IReadOnlyList<Overlap> Overlaps)
{
    /// <summary>There is an overlap that may be told.</summary>
    public const string Match = "match";

    /// <summary>There are records, and none of them may be told: they lie in regions that the agreement leaves out.</summary>
    public const string Withheld = "withheld";
}

/// <summary>The answer to commit. <c>Matched</c> counts matches only. Persons that are not listed are <c>none</c>: not in these datasets, which never means 'gets no aid'.</summary>
public sealed record CheckAnswer(
    string CheckId,
    string Receipt,
    IReadOnlyList<CoveredDataset> Covered,
    int Rows,
    int Matched,
    IReadOnlyList<CheckResult> Results);
