using Pmo.Hosting.Startup;
using Pmo.Oprf;
using Pmo.Protocol.Parts;
using Yarp.ReverseProxy.Model;

namespace Pmo.Gateway.Api;

/// <summary>The API, in one table. What is not here is not reachable.</summary>
internal static class ApiCalls
{
    public const string MetadataKey = "call";
    public const string Matching = "matching";
    public const string Pseudonyms = "pseudonyms";
    public const string Identity = "identity";

    private const string Dpo = "dpo";
    private const string Json = "application/json";
    private const string Binary = "application/octet-stream";
    private const int SmallBody = 64 * 1024;
    private const int PartBody = PartPlan.MaxElements * Element.Size;

    public static readonly ApiCall Catalog = new("catalog", CallKind.Read, "GET", "/v1/catalog", null, "catalog");

    public static readonly ApiCall Agreements = new("agreements", CallKind.Read, "GET", "/v1/agreements", null, "agreements");
    public static readonly ApiCall Explain = new("agreements-explain", CallKind.Read, "POST", "/v1/agreements/explain", null, "agreements", Json, SmallBody);

    public static readonly ApiCall AuditEntries = new("audit-list", CallKind.Audit, "GET", "/v1/audit/entries", null, "audit");
    public static readonly ApiCall AuditEntry = new("audit-show", CallKind.Audit, "GET", "/v1/audit/entries/{id}", null, "audit");

    public static readonly ApiCall AlarmList = new("alarm-list", CallKind.Audit, "GET", "/v1/audit/alarms", null, "audit");
    public static readonly ApiCall AlarmClose = new("alarm-close", CallKind.Audit, "POST", "/v1/audit/alarms/{id}/close", null, "audit", Json, SmallBody);

    public static readonly IReadOnlyList<ApiCall> All =
    [
        Catalog,
        Agreements,
        Explain,
        AuditEntries,
        AuditEntry,
        AlarmList,
        AlarmClose,
        new("keys", CallKind.Read, "GET", "/v1/pseudonyms/keys", Pseudonyms, "keys"),
        new("evaluate", CallKind.Part, "POST", "/v1/pseudonyms/evaluate", Pseudonyms, "", Binary, PartBody),

        new("check-open", CallKind.Open, "POST", "/v1/checks", Matching, "check", Json, SmallBody),
        new("check-read", CallKind.ReadSession, "GET", "/v1/checks/{session}", Matching, "read"),
        new("check-part", CallKind.Part, "PUT", "/v1/checks/{session}/parts/{part:int}", Matching, "check", Binary, PartBody),
        new("check-commit", CallKind.Commit, "POST", "/v1/checks/{session}/commit", Matching, "check"),

        new("dataset-create", CallKind.Dataset, "POST", "/v1/datasets", Matching, "upload", Json, SmallBody),
        new("dataset-read", CallKind.Read, "GET", "/v1/datasets/{dataset}", Matching, "read"),
        new("dataset-close", CallKind.Dataset, "DELETE", "/v1/datasets/{dataset}", Matching, "upload"),

        new("dataset-duplicates", CallKind.Charged, "GET", "/v1/datasets/{dataset}/duplicates", Matching, "duplicates"),

        new("upload-open", CallKind.Open, "POST", "/v1/datasets/{dataset}/uploads", Matching, "upload", Json, SmallBody),
        new("upload-read", CallKind.ReadSession, "GET", "/v1/datasets/{dataset}/uploads/{session}", Matching, "read"),
        new("upload-part", CallKind.Part, "PUT", "/v1/datasets/{dataset}/uploads/{session}/parts/{part:int}", Matching, "upload",
            "application/x-ndjson", ServiceHost.MaxBodyBytes),
        new("upload-commit", CallKind.Commit, "POST", "/v1/datasets/{dataset}/uploads/{session}/commit", Matching, "upload"),

        new("subject-access", CallKind.Open, "POST", "/v1/subjects/access", Matching, "subject", Json, SmallBody, Dpo),
        new("subject-erase", CallKind.Open, "POST", "/v1/subjects/erase", Matching, "subject", Json, SmallBody, Dpo),
        new("subject-lift", CallKind.Open, "POST", "/v1/subjects/lift", Matching, "subject", Json, SmallBody, Dpo),
        new("subject-part", CallKind.Part, "PUT", "/v1/subjects/{session}/parts/{part:int}", Matching, "subject", Binary, PartBody, Dpo),
        new("subject-commit", CallKind.Commit, "POST", "/v1/subjects/{session}/commit", Matching, "subject", Role: Dpo),

        new("overlaps", CallKind.Question, "GET", "/v1/overlaps", Matching, "overlaps"),
        new("coverage", CallKind.Question, "GET", "/v1/coverage", Matching, "coverage"),
        new("coverage-refs", CallKind.Charged, "GET", "/v1/coverage", Matching, "duplicates", Query: "refs"),
        new("registers-compare", CallKind.Question, "GET", "/v1/registers/compare", Matching, "compare"),

        new("key-status", CallKind.Operator, "GET", "/v1/keys/status", Identity, "keys"),
        new("partner-invite", CallKind.Operator, "POST", "/v1/partners", Identity, "partners", Json, SmallBody),
        new("partner-list", CallKind.Operator, "GET", "/v1/partners", Identity, "partners"),
        new("partner-show", CallKind.Operator, "GET", "/v1/partners/{org}", Identity, "partners"),
        new("partner-approve", CallKind.Operator, "POST", "/v1/partners/{org}/approve", Identity, "partners", Json, SmallBody),
        new("partner-suspend", CallKind.Operator, "POST", "/v1/partners/{org}/suspend", Identity, "partners", Json, SmallBody),
        new("partner-restore", CallKind.Operator, "POST", "/v1/partners/{org}/restore", Identity, "partners"),
        new("partner-revoke", CallKind.Operator, "DELETE", "/v1/partners/{org}", Identity, "partners"),
        new("person-invite", CallKind.Operator, "POST", "/v1/people", Identity, "people", Json, SmallBody),
        new("person-list", CallKind.Operator, "GET", "/v1/people", Identity, "people"),
        new("person-reset", CallKind.Operator, "POST", "/v1/people/{userName}/reset", Identity, "people", Json, SmallBody),
        new("person-suspend", CallKind.Operator, "POST", "/v1/people/{userName}/suspend", Identity, "people", Json, SmallBody),
        new("person-restore", CallKind.Operator, "POST", "/v1/people/{userName}/restore", Identity, "people"),
        new("person-roles", CallKind.Operator, "PUT", "/v1/people/{userName}/roles", Identity, "people", Json, SmallBody),
    ];

    private static readonly Dictionary<string, ApiCall> ByName = All.ToDictionary(c => c.Name, StringComparer.Ordinal);

    /// <summary>The call that routing chose; null when it chose none.</summary>
    public static ApiCall? Of(HttpContext context)
    {
        var metadata = context.GetEndpoint()?.Metadata;
        return metadata?.GetMetadata<ApiCall>()
            ?? (metadata?.GetMetadata<RouteModel>()?.Config.Metadata?.TryGetValue(MetadataKey, out var name) == true ? ByName[name] : null);
    }
}
