namespace Pmo.Protocol.Api;

/// <summary><c>POST /v1/datasets</c>.</summary>
/// <param name="Id">Chosen by the caller, <c>[a-z0-9-]{3,64}</c>.</param>
/// <param name="Title">For people.</param>
/// <param name="Kind"><c>aid</c> or <c>register</c>.</param>
/// <param name="Unit"><c>person</c> or <c>household</c>.</param>
/// <param name="Basis">Legal basis of the processing (UU 27/2022 art. 20).</param>
/// <param name="RetainUntil">Day after which the data is destroyed (UU 27/2022 art. 43).</param>
/// <param name="Programme">Name of the programme.</param>
/// <param name="AidType">A code of the aid types; rows may override it.</param>
/// <param name="Year">Budget year.</param>
/// <param name="Budget">Whole rupiah.</param>
/// <param name="Reference">The owner's own reference, such as the number of a decree.</param>
public sealed record DatasetRequest(
    string Id,
    string Title,
    string Kind,
    string Unit,
    string Basis,
    DateOnly RetainUntil,
    string? Programme = null,
    string? AidType = null,
    int? Year = null,
    long? Budget = null,
    string? Reference = null);

/// <summary>
/// <c>GET /v1/datasets/{id}</c>: <c>State</c> is <c>open</c> or <c>closed</c>. <c>Rows</c>, and of the last commit <c>WithoutNik</c> (people by region
/// code, <c>""</c> where it is not known) and <c>Quality</c> (defects by code), only for the owner.
/// </summary>
public sealed record DatasetInfo(
    string Id,
    string Title,
    string Kind,
    string Owner,
    string State,
    string Unit,
    string? Basis = null,
    DateOnly? RetainUntil = null,
    string? Programme = null,
    string? AidType = null,
    int? Year = null,
    long? Budget = null,
    string? Reference = null,
    DateOnly? AsOf = null,
    int? Rows = null,
    IReadOnlyDictionary<string, int>? WithoutNik = null,
    IReadOnlyDictionary<string, int>? Quality = null);

/// <summary>What Matching tells the Gateway of the datasets that a catalog may name.</summary>
public sealed record DatasetList(IReadOnlyList<DatasetInfo> Datasets);
