namespace Pmo.Protocol.Api;

/// <summary><c>GET /v1/audit/alarms</c>: what a data-protection officer should look at, the newest first.</summary>
/// <param name="Scope"><c>all</c>, or <c>own</c>: use by the caller's organisation and use of its data.</param>
/// <param name="Alarms">As asked for.</param>
/// <param name="Next">For <c>cursor</c>, with the same filters; absent on the last page.</param>
public sealed record AlarmPage(string Scope, IReadOnlyList<AlarmItem> Alarms, string? Next = null);

/// <summary>An alarm.</summary>
/// <param name="Id">Also that of the audit entry that says it was raised.</param>
/// <param name="At">When it was raised.</param>
/// <param name="Kind">
/// <c>volume</c>, <c>same_list</c>, <c>hit_rate</c>, <c>refusals</c>, <c>office_hours</c>, <c>quota</c>, <c>agreement_ending</c> or <c>key_unused</c>.
/// </param>
/// <param name="Organisation">Whose use it is about.</param>
/// <param name="State"><c>open</c> or <c>closed</c>.</param>
/// <param name="Detail">What was found.</param>
/// <param name="Entries">Ids of the audit entries it is about.</param>
/// <param name="Agreement">Under which agreement.</param>
/// <param name="Datasets">Of which datasets.</param>
/// <param name="Verdict">Of a closed one: <c>fair</c> (Wajar) or <c>follow-up</c> (Tindak lanjuti).</param>
/// <param name="Note">Of a closed one.</param>
/// <param name="ClosedBy">Organisation, a slash, client or person.</param>
/// <param name="ClosedAt">When.</param>
public sealed record AlarmItem(
    string Id,
    DateTimeOffset At,
    string Kind,
    string Organisation,
    string State,
    AlarmDetail Detail,
    IReadOnlyList<string> Entries,
    string? Agreement = null,
    IReadOnlyList<string>? Datasets = null,
    string? Verdict = null,
    string? Note = null,
    string? ClosedBy = null,
    DateTimeOffset? ClosedAt = null);

/// <summary>What was found; each kind has its own of these. Never personal data.</summary>
/// <param name="Day">Volume, office hours: the day, WIB.</param>
/// <param name="Persons">Volume: of that day; same list, hit rate, office hours: of the list.</param>
/// <param name="Usual">Volume: the median of the partner's days with checks; hit rate: the usual share, percent.</param>
/// <param name="Rate">Hit rate: the share that was found, percent.</param>
/// <param name="Similarity">Same list: estimated share of both lists that is common to them, percent.</param>
/// <param name="Earlier">Same list: when the earlier check was.</param>
/// <param name="Count">Refusals: how many in a row.</param>
/// <param name="Meter">Quota: which.</param>
/// <param name="Used">Quota: persons.</param>
/// <param name="Limit">Quota: persons.</param>
/// <param name="Until">Agreement: its last day.</param>
/// <param name="Client">Key: whose.</param>
/// <param name="LastUsed">Key: when.</param>
public sealed record AlarmDetail(
    DateOnly? Day = null,
    long? Persons = null,
    double? Usual = null,
    double? Rate = null,
    double? Similarity = null,
    DateTimeOffset? Earlier = null,
    int? Count = null,
    string? Meter = null,
    long? Used = null,
    long? Limit = null,
    DateOnly? Until = null,
    string? Client = null,
    DateTimeOffset? LastUsed = null);

/// <summary><c>POST /v1/audit/alarms/{id}/close</c>.</summary>
/// <param name="Verdict"><c>fair</c> or <c>follow-up</c>.</param>
/// <param name="Note">1 to 500 characters; no names, no numbers of persons.</param>
public sealed record AlarmVerdict(string Verdict, string Note)
{
    public const string Fair = "fair";
    public const string FollowUp = "follow-up";
    public const int MaxNote = 500;
}
