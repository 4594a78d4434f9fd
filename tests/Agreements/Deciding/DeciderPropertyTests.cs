using FsCheck;
using FsCheck.Fluent;

namespace Pmo.Agreements.Tests;

/// <summary>What must hold for any set: sets and requests are drawn from few names, so that they often meet.</summary>
public sealed class DeciderPropertyTests
{
    private static readonly string[] Parties = ["party-a", "party-b", "party-c"];
    private static readonly string[] Purposes = ["targeting", "evaluation"];
    private static readonly string[] Asked = ["party-a-data", "party-b-data", "party-c-data", "nobodys"];
    private static readonly string[] Shown = ["overlap", "provider", "category"];

    private sealed record Plan(string Party, string[] Purposes, string Until, string Permits, string Forbids, string[] Approvals)
    {
        public PolicyFile File(int number, bool forbids = true) => Sample.File(
            FormattableString.Invariant($"{number}.yaml"),
            FormattableString.Invariant($"id: agr-{number}\n") + $$"""
            title: { id: a, en: b }
            party: {{Party}}
            basis: { law: c }
            valid: { from: 2026-01-01, until: {{Until}} }
            purposes: [{{string.Join(", ", Purposes)}}]
            permits:
              - { operation: upload, datasets: [{{Party}}-data] }
            {{Permits}}{{(forbids && Forbids.Length > 0 ? "forbids:\n" + Forbids : "")}}approvals:
            {{string.Concat(Approvals.Select(owner => $"  - {{ owner: {owner}, by: x, date: 2026-01-01 }}\n"))}}
            """);
    }

    private static readonly Gen<string> Permit =
        from operation in Gen.Elements("check", "check", "coverage")
        from datasets in Some(Asked)
        from shown in Some(Shown)
        from min in Gen.Choose(1, 3)
        select operation == "check"
            ? FormattableString.Invariant(
                $"  - {{ operation: check, datasets: [{datasets}], kinds: [nik], disclose: [{shown}], list: {{ min: {min}, max: {min + 3} }} }}\n")
            : $"  - {{ operation: coverage, datasets: [{datasets}] }}\n";

    private static readonly Gen<string> Forbid =
        from operation in Gen.Elements("check", "coverage", "upload")
        from datasets in Gen.OneOf(Gen.Constant(""), Some(Asked).Select(list => $", datasets: [{list}]"))
        select $"  - {{ operation: {operation}{datasets} }}\n";

    private static readonly Gen<Plan> OnePlan =
        from party in Gen.Elements(Parties)
        from purposes in Gen.SubListOf(Purposes).Where(list => list.Count > 0)
        from until in Gen.Elements("2026-12-31", "2026-12-31", "2026-03-31")
        from permits in Permit.ListOf().Resize(3)
        from forbids in Forbid.ListOf().Resize(2)
        from approvals in Gen.OneOf(Gen.Constant<IList<string>>(Parties), Gen.SubListOf(Parties).Where(list => list.Count > 0).Select(list => (IList<string>)list.ToArray()))
        select new Plan(party, [.. purposes], until, string.Concat(permits), string.Concat(forbids), [.. approvals]);

    private static readonly Gen<AccessRequest> Request =
        from partner in Gen.Elements(Parties)
        from agreement in Gen.Choose(0, 4)
        from purpose in Gen.Elements(Purposes)
        from operation in Gen.Elements(Operation.Check, Operation.Check, Operation.Coverage, Operation.Upload)
        from datasets in Gen.OneOf(Gen.Constant<string[]?>(null), Gen.SubListOf(Asked).Select(list => (string[]?)list.ToArray()))
        from persons in Gen.Choose(0, 7)
        from day in Gen.Choose(0, 400)
        select new AccessRequest
        {
            Partner = partner,
            Agreement = FormattableString.Invariant($"agr-{agreement}"),
            Purpose = purpose,
            Operation = operation,
            Datasets = datasets,
            Persons = operation == Operation.Check ? persons : null,
            At = Sample.At("2026-01-01T12:00:00").AddDays(day),
        };

    private static readonly Arbitrary<(IList<Plan> Plans, IList<AccessRequest> Requests)> Worlds =
        (from plans in OnePlan.ListOf().Resize(5)
         from requests in Request.ListOf(40)
         select ((IList<Plan>)plans.Take(5).ToList(), (IList<AccessRequest>)requests.ToList())).ToArbitrary();

    [Fact]
    public void Nothing_is_permitted_without_an_agreement_of_the_partner_that_covers_it() => ForAll((plans, requests) =>
    {
        var set = Load(plans, forbids: true);
        foreach (var (request, decision) in requests.Select(one => (one, set.Decide(one))).Where(pair => pair.Item2.Allowed))
        {
            var agreement = set.Agreements.Single(one => one.Id.Value == request.Agreement);
            agreement.Party.Value.ShouldBe(request.Partner);
            agreement.Purposes.Select(purpose => purpose.ToWire()).ShouldContain(request.Purpose);
            decision.Datasets.ShouldAllBe(grant => set.OwnerOf(grant.Id.Value) == grant.Owner);
            decision.Datasets.Select(grant => grant.Id.Value).ShouldBe(request.Datasets ?? decision.Datasets.Select(one => one.Id.Value), ignoreOrder: true);
            PolicyLoader.Load([.. plans.Select((plan, n) => (plan, n)).Where(pair => FormattableString.Invariant($"agr-{pair.n}") != request.Agreement)
                .Select(pair => pair.plan.File(pair.n))]).Set!.Decide(request).Allowed.ShouldBeFalse();
        }
    });

    [Fact]
    public void Adding_a_forbids_never_allows_more() => ForAll((plans, requests) =>
    {
        var with = Load(plans, forbids: true);
        var without = Load(plans, forbids: false);
        foreach (var request in requests)
        {
            if (with.Decide(request) is { Allowed: true } strict)
                Render(strict).ShouldBe(Render(without.Decide(request)));
            if (with.DecideAgain(request).Allowed)
                without.DecideAgain(request).Allowed.ShouldBeTrue();
        }

        foreach (var party in Parties)
            with.GrantsOf(party, requests[0].At).Count.ShouldBeLessThanOrEqualTo(without.GrantsOf(party, requests[0].At).Count);
    });

    [Fact]
    public void The_order_of_files_never_matters() => ForAll((plans, requests) =>
    {
        var files = plans.Select((plan, n) => plan.File(n)).ToList();
        var one = PolicyLoader.Load(files).Set!;
        var other = PolicyLoader.Load(files.AsEnumerable().Reverse()).Set!;
        other.Digest.ShouldBe(one.Digest);
        foreach (var request in requests)
            Render(other.Decide(request)).ShouldBe(Render(one.Decide(request)));
    });

    [Fact]
    public void The_catalog_promises_nothing_that_is_denied() => ForAll((plans, requests) =>
    {
        var set = Load(plans, forbids: true);
        foreach (var grants in Parties.SelectMany(party => set.GrantsOf(party, requests[0].At).GroupBy(grant => (party, grant.Agreement, grant.Operation))))
        {
            var ask = new AccessRequest
            {
                Partner = grants.Key.party,
                Agreement = grants.Key.Agreement.Value,
                Purpose = grants.First().Purposes[^1].ToWire(),
                Operation = grants.Key.Operation,
                Datasets = [.. grants.Select(grant => grant.Dataset.Value)],
                At = requests[0].At,
            };
            set.Decide(ask).Reason.ShouldBe(ReasonCode.Permit);
        }
    });

    private static void ForAll(Action<IList<Plan>, IList<AccessRequest>> holds) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(150), Prop.ForAll(Worlds, world => { holds(world.Plans, world.Requests); }));

    private static PolicySet Load(IList<Plan> plans, bool forbids)
    {
        var load = PolicyLoader.Load(plans.Select((plan, n) => plan.File(n, forbids)));
        load.Errors.ShouldBeEmpty();
        return load.Set!;
    }

    private static Gen<string> Some(string[] values) => Gen.SubListOf(values).Where(list => list.Count > 0).Select(list => string.Join(", ", list));

    // Without the digest and the line, which the forbids' own text changes.
    private static string Render(AccessDecision decision) =>
        $"{decision.Reason} {string.Join(",", decision.Datasets)} {string.Join(",", decision.Obligations.Disclose)} {string.Join(",", decision.Quotas)} {decision.List}";
}
