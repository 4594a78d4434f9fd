namespace Pmo.Protocol.Api;

/// <summary><c>GET /v1/agreements</c>: the caller's own agreements.</summary>
/// <param name="Policy">Digest of the set in force.</param>
/// <param name="Agreements">By id.</param>
public sealed record AgreementList(string Policy, IReadOnlyList<AgreementInfo> Agreements);

/// <summary>An agreement of the caller.</summary>
/// <param name="Id">For <c>Pmo-Agreement</c>.</param>
/// <param name="Title">In the language asked for.</param>
/// <param name="Basis">Law, article and note.</param>
/// <param name="From">First day, WIB.</param>
/// <param name="Until">Last day, inclusive, WIB.</param>
/// <param name="State"><c>current</c>, <c>next</c> (begins later) or <c>over</c>.</param>
/// <param name="Purposes">For <c>Pmo-Purpose</c>.</param>
/// <param name="Text">The whole agreement in plain sentences, in the language asked for.</param>
/// <param name="Number">Of the signed paper.</param>
public sealed record AgreementInfo(
    string Id, string Title, string Basis, DateOnly From, DateOnly Until, string State, IReadOnlyList<string> Purposes, IReadOnlyList<string> Text,
    string? Number = null);

/// <summary><c>POST /v1/agreements/explain</c>: would this be allowed to the caller, and why? What is left out is tried.</summary>
public sealed record ExplainRequest(
    string Operation,
    string? Agreement = null,
    string? Purpose = null,
    string? Kind = null,
    IReadOnlyList<string>? Datasets = null,
    string? Region = null,
    int? Rows = null,
    DateOnly? At = null);

/// <summary>The answer: allowed if one of the agreements allows it; those come first.</summary>
public sealed record Explanation(bool Allowed, IReadOnlyList<ExplainedAgreement> Answers);

/// <summary>What one agreement says.</summary>
/// <param name="Allowed">Whether it allows it.</param>
/// <param name="Code"><c>permit</c>, or the code that the request would be refused with.</param>
/// <param name="Detail">The same in words.</param>
/// <param name="Agreement">Which; absent when the caller has none.</param>
/// <param name="Purpose">For which purpose.</param>
/// <param name="Rule"><c>file:line</c> of the rule that decides.</param>
/// <param name="Terms">On which terms, when it is allowed.</param>
public sealed record ExplainedAgreement(
    bool Allowed, string Code, string Detail, string? Agreement = null, string? Purpose = null, string? Rule = null, ExplainedTerms? Terms = null);

/// <summary>The terms of an allowed request.</summary>
public sealed record ExplainedTerms(
    IReadOnlyList<string> Datasets,
    IReadOnlyList<string> Disclose,
    IReadOnlyList<string> Regions,
    IReadOnlyList<string> Withheld,
    IReadOnlyList<CatalogQuota> Quotas,
    int? Threshold = null,
    decimal? Epsilon = null,
    CatalogListLimits? List = null);
