namespace Pmo.Protocol.Api;

/// <summary><c>GET /v1/catalog</c>: what the caller may do, and what is left of its quotas.</summary>
public sealed record Catalog(IReadOnlyList<CatalogDataset> Datasets);

/// <summary>A dataset the caller owns or may use. <c>Rows</c> for own datasets only.</summary>
public sealed record CatalogDataset(
    string Id, string Owner, IReadOnlyList<CatalogGrant> May, string? Title = null, string? Kind = null, DateOnly? AsOf = null, int? Rows = null);

/// <summary>One thing the caller may do with a dataset, under one agreement.</summary>
public sealed record CatalogGrant(
    string Operation,
    string Agreement,
    IReadOnlyList<string> Purposes,
    IReadOnlyList<string> Kinds,
    IReadOnlyList<string> Disclose,
    CatalogListLimits? List = null,
    CatalogQuota? Quota = null);

/// <summary>Smallest and largest list, in persons.</summary>
public sealed record CatalogListLimits(int? Min = null, int? Max = null);

/// <summary>Persons per period: <c>Per</c> is <c>day</c>, <c>week</c>, <c>month</c> or <c>year</c> in WIB.</summary>
public sealed record CatalogQuota(long Limit, long Left, string Per, DateTimeOffset ResetsAt);
