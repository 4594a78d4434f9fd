namespace Pmo.Protocol.Api;

/// <summary><c>GET /v1/agreements</c>: the caller's own agreements; with <c>all=true</c>, those that a data-protection officer answers for.</summary>
/// <param name="Policy">Digest of the set in force.</param>
/// <param name="Agreements">By id.</param>
/// <param name="Datasets">With <c>all=true</c>: those that the agreements name, by id.</param>
public sealed record AgreementList(string Policy, IReadOnlyList<AgreementInfo> Agreements, IReadOnlyList<AgreementDataset>? Datasets = null);

/// <summary>A dataset that agreements name.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Owner">Who may upload to it; absent when nobody may.</param>
/// <param name="State"><c>open</c> or <c>closed</c>; absent when it has not been made.</param>
/// <param name="Basis">Legal basis, as its owner gave it.</param>
/// <param name="RetainUntil">Day after which its rows are destroyed.</param>
public sealed record AgreementDataset(string Id, string? Owner = null, string? State = null, string? Basis = null, DateOnly? RetainUntil = null);

/// <summary>An agreement.</summary>
/// <param name="Id">For <c>Pmo-Agreement</c>.</param>
/// <param name="Title">In the language asked for.</param>
/// <param name="Basis">Law, article and note.</param>
/// <param name="From">First day, WIB.</param>
/// <param name="Until">Last day, inclusive, WIB.</param>
/// <param name="State"><c>current</c>, <c>next</c> (begins later) or <c>over</c>.</param>
/// <param name="Purposes">For <c>Pmo-Purpose</c>.</param>
/// <param name="Text">The whole agreement in plain sentences, in the language asked for.</param>
/// <param name="Number">Of the signed paper.</param>
/// <param name="Party">With <c>all=true</c>: who asks under it.</param>
/// <param name="Permits">With <c>all=true</c>: what may be done.</param>
/// <param name="Approvals">With <c>all=true</c>: whose consent it has.</param>
public sealed record AgreementInfo(
    string Id, string Title, string Basis, DateOnly From, DateOnly Until, string State, IReadOnlyList<string> Purposes, IReadOnlyList<string> Text,
    string? Number = null, string? Party = null, IReadOnlyList<AgreementPermit>? Permits = null, IReadOnlyList<AgreementApproval>? Approvals = null);

/// <summary>What an agreement permits, without its limits: these are in its text.</summary>
/// <param name="Operation">An operation of the agreements.</param>
/// <param name="Datasets">With which.</param>
/// <param name="Kinds">By which kinds.</param>
/// <param name="Disclose">What an answer shows: the categories of data.</param>
public sealed record AgreementPermit(string Operation, IReadOnlyList<string> Datasets, IReadOnlyList<string> Kinds, IReadOnlyList<string> Disclose);

/// <summary>An owner's consent.</summary>
/// <param name="Owner">Whose.</param>
/// <param name="By">Who gave it.</param>
/// <param name="Date">From which day on, WIB.</param>
public sealed record AgreementApproval(string Owner, string By, DateOnly Date);

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
