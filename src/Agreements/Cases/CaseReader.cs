using System.Collections.Immutable;
using System.Globalization;

namespace Pmo.Agreements;

/// <summary>Reads a file of cases: <c>cases</c>, each with name, given, request and expect.</summary>
internal static class CaseReader
{
    /// <summary>The fields of a case.</summary>
    public static IReadOnlyList<string> Fields { get; } = ["name", "given", "request", "expect", "disclose", "regions", "withheld", "threshold"];

    /// <summary>The fields of its request.</summary>
    public static IReadOnlyList<string> RequestFields { get; } =
        ["partner", "agreement", "purpose", "operation", "kind", "datasets", "region", "persons"];

    public static IReadOnlyList<PolicyCase> Read(Node root, FileErrors errors)
    {
        var cases = new List<PolicyCase>();
        if (FieldReader.Open(root, "file", errors, ["cases"], []) is not { } fields)
            return cases;
        foreach (var item in fields.Mappings("cases", required: true, Fields, []))
        {
            if (ReadCase(item, errors) is { } one)
                cases.Add(one);
        }

        return cases;
    }

    private static PolicyCase? ReadCase(FieldReader item, FileErrors errors)
    {
        var before = errors.Count;
        var name = item.Text("name");
        var at = item.Mapping("given", required: true, "at") is { } given ? ReadInstant(given, errors) : null;
        var request = item.Mapping("request", required: true, RequestFields);
        var expect = ReadExpectation(item, errors);
        ImmutableArray<Disclosure>? disclose =
            item.Has("disclose") ? item.Terms("disclose", Vocabulary.Disclosures, PolicyErrorCode.UnknownDisclosure) : null;
        ImmutableArray<RegionCode>? regions = item.Has("regions") ? item.Ids<RegionCode>("regions") : null;
        ImmutableArray<RegionCode>? withheld = item.Has("withheld") ? item.Ids<RegionCode>("withheld") : null;
        var threshold = item.Count("threshold", required: false);
        if (request is null || at is null || ReadRequest(request, at.Value) is not { } asked || errors.Count > before)
            return null;
        return new PolicyCase
        {
            Name = name!,
            At = errors.At(item.Line),
            Request = asked,
            Expect = expect,
            Disclose = disclose,
            Regions = regions,
            Withheld = withheld,
            Threshold = threshold,
        };
    }

    private static AccessRequest? ReadRequest(FieldReader request, DateTimeOffset at)
    {
        var partner = request.Id<PartyId>("partner");
        var agreement = request.Id<AgreementId>("agreement");
        var purpose = request.Term("purpose", Vocabulary.Purposes, PolicyErrorCode.UnknownPurpose);
        var operation = request.Term("operation", Vocabulary.Operations, PolicyErrorCode.UnknownOperation);
        var kind = request.Has("kind") ? request.Term("kind", Vocabulary.Kinds, PolicyErrorCode.UnknownKind) : null;
        var datasets = request.Has("datasets") ? request.Ids<DatasetId>("datasets").Select(one => one.Value).ToArray() : null;
        RegionCode? region = request.Has("region") ? request.Id<RegionCode>("region") : null;
        var persons = request.Count("persons", required: false);
        if (partner is null || agreement is null || purpose is null || operation is null)
            return null;
        return new AccessRequest
        {
            Partner = partner.Value.Value,
            Agreement = agreement.Value.Value,
            Purpose = purpose.Value.ToWire(),
            Operation = operation.Value,
            Kind = kind?.ToWire(),
            Datasets = datasets,
            Region = region?.Value,
            Persons = persons,
            At = at,
        };
    }

    /// <summary>A date (its first instant in WIB) or an instant with offset.</summary>
    private static DateTimeOffset? ReadInstant(FieldReader given, FileErrors errors)
    {
        if (given.Text("at") is not { } text)
            return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return Wib.MidnightOf(date);
        if (DateTimeOffset.TryParseExact(text, "yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at))
            return at;
        errors.Add(
            PolicyErrorCode.BadDate, given.LineOf("at"),
            $"at: {FileErrors.Quote(text)} bukan waktu. Tulis 2026-01-31 atau 2026-01-31T23:59:59+07:00.",
            $"at: {FileErrors.Quote(text)} is no time. Write 2026-01-31 or 2026-01-31T23:59:59+07:00.");
        return null;
    }

    /// <summary>The reasons that a case may expect: quota is metered by the Gateway and never decided here.</summary>
    public static IEnumerable<string> Reasons =>
        Enum.GetValues<ReasonCode>().Where(one => one is not (ReasonCode.Permit or ReasonCode.QuotaExhausted)).Select(one => one.ToWire());

    private static string Expectable => string.Join(", ", Reasons);

    private static ReasonCode ReadExpectation(FieldReader item, FileErrors errors)
    {
        if (item.Text("expect") is not { } text)
            return default;
        if (text == "allow")
            return ReasonCode.Permit;
        if (Vocabulary.TryParse(text, out ReasonCode reason) && reason is not (ReasonCode.Permit or ReasonCode.QuotaExhausted))
            return reason;
        errors.Add(
            PolicyErrorCode.UnknownExpectation, item.LineOf("expect"),
            $"expect: {FileErrors.Quote(text)} tidak dikenal. Pilihan: allow, {Expectable}.",
            $"expect: {FileErrors.Quote(text)} is unknown. Choose from: allow, {Expectable}.");
        return default;
    }
}
