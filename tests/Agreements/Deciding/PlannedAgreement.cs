using FsCheck;
using FsCheck.Fluent;

namespace Pmo.Agreements.Tests;

/// <summary>An agreement that FsCheck makes up. Sets and requests are drawn from few names, so that they often meet.</summary>
internal sealed record PlannedAgreement(string Party, string[] Purposes, string Until, string Permits, string[] Forbids, string[] Approvals)
{
    public static readonly string[] Parties = ["party-a", "party-b", "party-c"];
    private static readonly string[] AllPurposes = ["targeting", "evaluation"];
    private static readonly string[] Datasets = ["party-a-data", "party-b-data", "party-c-data", "nobodys"];
    private static readonly string[] Shown = ["overlap", "provider", "category", "region"];
    private static readonly string[] Regions = ["18", "1871", "1801", "187101"];

    private static Gen<string> MaybeRegions =>
        Gen.OneOf(Gen.Constant(""), Some([.. Regions.Select(region => $"'{region}'")]).Select(list => $", regions: [{list}]"));

    private static Gen<string> Permit =>
        from operation in Gen.Elements("check", "check", "coverage")
        from datasets in Some(Datasets)
        from shown in Some(Shown)
        from min in Gen.Choose(1, 3)
        from regions in MaybeRegions
        from terms in Gen.Elements("", ", threshold: 5", ", threshold: 10", ", noise: { epsilon: 0.5 }", ", threshold: 3, noise: { epsilon: 2 }")
        select operation == "check"
            ? FormattableString.Invariant($"  - {{ operation: check, datasets: [{datasets}], kinds: [nik], disclose: [{shown}], ")
                + FormattableString.Invariant($"quota: {{ persons: {min}, per: day }}, list: {{ min: {min}, max: {min + 3} }}{regions} }}\n")
            : $"  - {{ operation: coverage, datasets: [{datasets}]{regions}{terms} }}\n";

    private static Gen<string> Forbid =>
        from operation in Gen.Elements("check", "coverage", "upload")
        from datasets in Gen.OneOf(Gen.Constant(""), Some(Datasets).Select(list => $", datasets: [{list}]"))
        from regions in Gen.OneOf(MaybeRegions, MaybeRegions.Where(list => list.Length > 0))
        select $"  - {{ operation: {operation}{datasets}{(operation == "upload" ? "" : regions)} }}\n";

    private static Gen<PlannedAgreement> One =>
        from party in Gen.Elements(Parties)
        from purposes in Gen.SubListOf(AllPurposes).Where(list => list.Count > 0)
        from until in Gen.Elements("2026-12-31", "2026-12-31", "2026-03-31")
        from permits in Permit.ListOf().Resize(3)
        from forbids in Forbid.ListOf().Resize(2)
        from approvals in Gen.OneOf(Gen.Constant<IList<string>>(Parties), Gen.SubListOf(Parties).Select(list => (IList<string>)list.ToArray()))
        select new PlannedAgreement(party, [.. purposes], until, string.Concat(permits), [.. forbids], [.. approvals]);

    private static Gen<AccessRequest> Request =>
        from partner in Gen.Elements(Parties)
        from agreement in Gen.Choose(0, 4)
        from purpose in Gen.Elements(AllPurposes)
        from operation in Gen.Elements(Operation.Check, Operation.Check, Operation.Coverage, Operation.Coverage, Operation.Upload)
        from datasets in Gen.OneOf(Gen.Constant<string[]?>(null), Gen.SubListOf(Datasets).Select(list => (string[]?)list.ToArray()))
        from region in Gen.OneOf(Gen.Constant<string?>(null), Gen.Elements<string?>([.. Regions, "19", "1802011001"]))
        from persons in Gen.Choose(0, 7)
        from day in Gen.Choose(0, 400)
        select new AccessRequest
        {
            Partner = partner,
            Agreement = FormattableString.Invariant($"agr-{agreement}"),
            Purpose = purpose,
            Operation = operation,
            Datasets = datasets,
            Region = region,
            Persons = operation == Operation.Check ? persons : null,
            At = Sample.At("2026-01-01T12:00:00").AddDays(day),
        };

    /// <summary>Up to five agreements, and questions about them.</summary>
    public static Arbitrary<(IList<PlannedAgreement> Plans, IList<AccessRequest> Requests)> Worlds { get; } =
        (from plans in One.ListOf().Resize(5)
         from requests in Request.ListOf(40)
         select ((IList<PlannedAgreement>)plans.Take(5).ToList(), (IList<AccessRequest>)[.. requests.Select((one, n) => Aim(one, n, plans))])).ToArbitrary();

    public PolicyFile File(int number) => Sample.File(
        FormattableString.Invariant($"{number}.yaml"),
        FormattableString.Invariant($"id: agr-{number}\n") + $$"""
        title: { id: a, en: b }
        party: {{Party}}
        basis: { law: c }
        valid: { from: 2026-01-01, until: {{Until}} }
        purposes: [{{string.Join(", ", Purposes)}}]
        permits:
          - { operation: upload, datasets: [{{Party}}-data] }
        {{Permits}}{{Listed("forbids", Forbids)}}{{Listed("approvals", Approvals.Select(owner => $"  - {{ owner: {owner}, by: x, date: 2026-01-01 }}\n"))}}
        """);

    /// <summary>The agreement that a request names, read by itself.</summary>
    public static Agreement Of(IList<PlannedAgreement> plans, AccessRequest request)
    {
        var file = plans.Select((plan, n) => plan.File(n)).Single(one => request.Agreement == "agr-" + one.Name[..^5]);
        var errors = new FileErrors(file.Name, []);
        return AgreementReader.Read(YamlTree.Read(file.Content.Span, errors)!, errors, PolicyFeatures.All)!;
    }

    // Three in four come from a party of the agreement: left to chance, most questions would end at no_agreement.
    private static AccessRequest Aim(AccessRequest request, int n, List<PlannedAgreement> plans) =>
        n % 4 == 0 || plans.Count == 0 ? request : request with
        {
            Agreement = FormattableString.Invariant($"agr-{n % Math.Min(plans.Count, 5)}"),
            Partner = plans[n % Math.Min(plans.Count, 5)].Party,
        };

    private static string Listed(string field, IEnumerable<string> items) => items.Any() ? $"{field}:\n{string.Concat(items)}" : "";

    private static Gen<string> Some(string[] values) => Gen.SubListOf(values).Where(list => list.Count > 0).Select(list => string.Join(", ", list));
}
