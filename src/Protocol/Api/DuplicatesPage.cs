namespace Pmo.Protocol.Api;

/// <summary>
/// <c>GET /v1/datasets/{id}/duplicates</c>, or of a register <c>GET /v1/coverage?refs=none</c>: one page, in an order that tells nothing. A page may list nobody
/// and still have a next one.
/// </summary>
/// <param name="Dataset">The caller's own dataset.</param>
/// <param name="Receipt">The audit entry.</param>
/// <param name="TakenAt">As of when the datasets were looked at (UTC).</param>
/// <param name="Covered">The other datasets that were looked in. Registers are not: being on one is no aid.</param>
/// <param name="Rows">Distinct persons of the own dataset that this page is about, listed or not.</param>
/// <param name="Matched">Of them, those who are served elsewhere, delivered or only claimed.</param>
/// <param name="Charged">Of them, those that were charged: a person in a dataset of somebody else's, once.</param>
/// <param name="Persons">Those who are served elsewhere too, or stand in the own dataset more than once; with <c>refs=none</c> those to whom nobody delivers.</param>
/// <param name="Next">The <c>cursor</c> of the next page; absent on the last.</param>
public sealed record DuplicatesPage(
    string Dataset,
    string Receipt,
    DateTimeOffset TakenAt,
    IReadOnlyList<CoveredDataset> Covered,
    int Rows,
    int Matched,
    int Charged,
    IReadOnlyList<DuplicatePerson> Persons,
    string? Next = null)
{
    /// <summary>Most persons that one page is about, and most that are looked at for it.</summary>
    public const int MaxRows = 10_000;

    /// <summary>Most persons that one page lists.</summary>
    public const int MaxLimit = 1000;

    /// <summary>How many a page lists unless <c>limit</c> says otherwise.</summary>
    public const int DefaultLimit = 500;
}

/// <summary>A person of the own dataset.</summary>
/// <param name="Count">Rows of the own dataset: more than 1 is a duplicate within it.</param>
/// <param name="Rows">Those rows, the first <see cref="MaxListed"/>.</param>
/// <param name="Status"><c>match</c>: served elsewhere; <c>withheld</c>: must not be told; <c>none</c>: not in these datasets. With <c>refs=none</c>
/// also <c>claimed</c>: nothing but claims.</param>
/// <param name="Overlaps">As in a check.</param>
public sealed record DuplicatePerson(int Count, IReadOnlyList<OwnRow> Rows, string Status, IReadOnlyList<Overlap> Overlaps)
{
    /// <summary>Most rows that are listed of a person.</summary>
    public const int MaxListed = 100;
}

/// <summary>A row of an own dataset: its <c>ref</c>, or, when it has none, its number from 1 within the upload that it came with.</summary>
public sealed record OwnRow(string? Ref = null, int? Row = null, string? Upload = null);
