namespace Pmo.Protocol.Api;

/// <summary><c>POST /v1/checks</c>: how many distinct persons will be checked, by which kind of number, and optionally in which datasets only.</summary>
public sealed record CheckRequest(int Rows, string Kind = "nik", IReadOnlyList<string>? Datasets = null);

/// <summary>201: the session. <c>Parts</c> parts are expected before <c>ExpiresAt</c> (UTC).</summary>
public sealed record CheckOpened(string CheckId, DateTimeOffset ExpiresAt, int Parts);

/// <summary><c>GET /v1/checks/{id}</c>: <c>State</c> is <c>open</c>, <c>committed</c> or <c>expired</c>; <c>Received</c> lists part numbers.</summary>
public sealed record CheckState(string CheckId, string State, int Rows, int Parts, IReadOnlyList<int> Received, DateTimeOffset ExpiresAt);

/// <summary>A dataset that was looked in, and as of when; no date when nothing has been uploaded to it yet.</summary>
public sealed record CoveredDataset(string Dataset, DateOnly? AsOf = null);

/// <summary>One overlap, holding only what the agreement discloses. <c>Claimed</c> is present, and true, when the aid is not yet delivered.</summary>
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

/// <summary>A person that is listed somewhere: <c>I</c> is 0-based over all parts without canaries; <c>Status</c> is <c>match</c> or <c>withheld</c>.</summary>
public sealed record CheckResult(int I, string Status, IReadOnlyList<Overlap> Overlaps);

/// <summary>The answer to commit. Persons that are not listed are <c>none</c>: not in these datasets, which never means 'gets no aid'.</summary>
public sealed record CheckAnswer(
    string CheckId,
    string Receipt,
    IReadOnlyList<CoveredDataset> Covered,
    int Rows,
    int Matched,
    IReadOnlyList<CheckResult> Results);
