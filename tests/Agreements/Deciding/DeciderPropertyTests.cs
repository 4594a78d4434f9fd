using FsCheck;
using FsCheck.Fluent;

namespace Pmo.Agreements.Tests;

/// <summary>What must hold for any set.</summary>
public sealed class DeciderPropertyTests
{
    private static readonly string[] Parties = PlannedAgreement.Parties;
    private static readonly string?[] Records = [null, "18", "1871", "1871011001", "1871021001", "1801011001", "19"];

    [Fact]
    public void Nothing_is_permitted_without_an_agreement_of_the_partner_that_covers_it() => ForAll((plans, requests) =>
    {
        var set = Load(plans);
        foreach (var (request, decision) in Allowed(set, requests))
        {
            var agreement = set.Agreements.Single(one => one.Id.Value == request.Agreement);
            agreement.Party.Value.ShouldBe(request.Partner);
            agreement.Purposes.Select(purpose => purpose.ToWire()).ShouldContain(request.Purpose);
            decision.Datasets.ShouldAllBe(grant => set.OwnerOf(grant.Id.Value) == grant.Owner);
            decision.Datasets.Select(grant => grant.Id.Value).ShouldBe(request.Datasets ?? decision.Datasets.Select(one => one.Id.Value), ignoreOrder: true);
            Sample.Load([.. plans.Select((plan, n) => plan.File(n)).Where(file => request.Agreement != "agr-" + file.Name[..^5])])
                .Set!.Decide(request).Allowed.ShouldBeFalse();
        }
    });

    [Fact]
    public void Adding_a_forbids_never_allows_or_shows_more() => ForAll((plans, requests) =>
    {
        foreach (var (n, at) in plans.SelectMany((plan, n) => plan.Forbids.Select((_, at) => (n, at))))
        {
            var without = plans.ToList();
            without[n] = without[n] with { Forbids = [.. without[n].Forbids.Where((_, i) => i != at)] };
            NeverLooser(Load(plans), Load(without), requests);
        }
    });

    [Fact]
    public void Removing_an_approval_never_allows_or_shows_more() => ForAll((plans, requests) =>
    {
        for (var n = 0; n < plans.Count; n++)
        {
            var fewer = plans.ToList();
            fewer[n] = fewer[n] with { Approvals = [.. fewer[n].Approvals.Skip(1)] };
            NeverLooser(Load(fewer), Load(plans), requests);
        }
    });

    [Fact]
    public void Nothing_is_shown_that_a_permit_that_speaks_of_it_does_not_show() => ForAll((plans, requests) =>
    {
        foreach (var (request, decision) in Allowed(Load(plans), requests))
        {
            foreach (var permit in Speaking(plans, request, decision))
                ShowsNoMore(decision, permit);
            if (request.Region is not null && request.Operation != Operation.Upload)
                Records.Select(Code).Where(decision.Obligations.Regions.Shows).ShouldAllBe(record => Code(request.Region)!.Value.Covers(record!.Value));
        }
    });

    [Fact]
    public void A_check_is_narrowed_only_to_what_every_permit_discloses() => ForAll((plans, requests) =>
    {
        foreach (var (request, decision) in Allowed(Load(plans), requests).Where(pair => pair.Request.Operation == Operation.Check))
        {
            var permits = PlannedAgreement.Of(plans, request).Permits.Where(permit => permit.Operation == Operation.Check).ToList();
            if (request.Region is not null)
                permits.ShouldAllBe(permit => permit.Disclose.Contains(Disclosure.Region));
            if (decision.Datasets.Count < permits.SelectMany(permit => permit.Datasets).Distinct().Count())
                permits.ShouldAllBe(permit => permit.Disclose.Contains(Disclosure.Provider));
        }
    });

    [Fact]
    public void The_order_of_files_never_matters() => ForAll((plans, requests) =>
    {
        var one = Load(plans);
        var other = Sample.Load(plans.Select((plan, n) => plan.File(n)).Reverse()).Set!;
        other.Digest.ShouldBe(one.Digest);
        foreach (var request in requests)
        {
            Render(one.Decide(request)).ShouldBe(Render(one.Decide(request)));
            Render(other.Decide(request)).ShouldBe(Render(one.Decide(request)));
            other.Decide(request).Rule.ShouldBe(one.Decide(request).Rule);
        }
    });

    [Fact]
    public void The_catalog_promises_nothing_that_is_denied() => ForAll((plans, requests) =>
    {
        var set = Load(plans);
        var everywhere = Parties.SelectMany(party => set.GrantsOf(party, requests[0].At).Select(grant => (party, grant)))
            .Where(pair => pair.grant.Obligations.Regions.Only.IsEmpty);
        foreach (var grants in everywhere.GroupBy(pair => (pair.party, pair.grant.Agreement, pair.grant.Operation), pair => pair.grant))
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

    [Fact]
    public void Both_answers_and_all_obligations_come_up()
    {
        var seen = new List<AccessDecision>();
        ForAll((plans, requests) => seen.AddRange(requests.Select(Load(plans).Decide)), worlds: 500);
        seen.Select(decision => decision.Reason).ShouldContain(ReasonCode.Forbidden);
        var allowed = seen.Where(decision => decision.Allowed).Select(decision => decision.Obligations).ToList();
        allowed.ShouldContain(shown => shown.Threshold > 0);
        allowed.ShouldContain(shown => shown.Noise != null);
        allowed.ShouldContain(shown => !shown.Regions.Only.IsEmpty);
        allowed.ShouldContain(shown => !shown.Regions.Withheld.IsEmpty);
    }

    private static void ForAll(Action<IList<PlannedAgreement>, IList<AccessRequest>> holds, int worlds = 150) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(worlds), Prop.ForAll(PlannedAgreement.Worlds, world => { holds(world.Plans, world.Requests); }));

    private static IEnumerable<(AccessRequest Request, AccessDecision Decision)> Allowed(PolicySet set, IList<AccessRequest> requests) =>
        requests.Select(one => (one, set.Decide(one))).Where(pair => pair.Item2.Allowed);

    private static PolicySet Load(IEnumerable<PlannedAgreement> plans)
    {
        var load = Sample.Load(plans.Select((plan, n) => plan.File(n)));
        load.Errors.ShouldBeEmpty();
        return load.Set!;
    }

    private static void NeverLooser(PolicySet strict, PolicySet loose, IList<AccessRequest> requests)
    {
        foreach (var request in requests)
        {
            NeverLooser(strict.Decide(request), loose.Decide(request));
            NeverLooser(strict.DecideAgain(request), loose.DecideAgain(request));
        }

        foreach (var party in Parties)
        {
            var could = loose.GrantsOf(party, requests[0].At).Select(Name).ToHashSet();
            strict.GrantsOf(party, requests[0].At).Select(Name).Except(could).ShouldBeEmpty();
        }
    }

    private static void NeverLooser(AccessDecision strict, AccessDecision loose)
    {
        if (!strict.Allowed)
            return;
        loose.Allowed.ShouldBeTrue();
        strict.Datasets.Except(loose.Datasets).ShouldBeEmpty();
        strict.Quotas.ShouldBe(loose.Quotas);
        strict.List.ShouldBe(loose.List);
        var (few, many) = (strict.Obligations, loose.Obligations);
        few.Disclose.Except(many.Disclose).ShouldBeEmpty();
        (few.Threshold ?? 0).ShouldBeGreaterThanOrEqualTo(many.Threshold ?? 0);
        (few.Noise?.Epsilon ?? Noise.Most).ShouldBeLessThanOrEqualTo(many.Noise?.Epsilon ?? Noise.Most);
        Records.Select(Code).Where(few.Regions.Shows).ShouldAllBe(record => many.Regions.Shows(record));
    }

    private static void ShowsNoMore(AccessDecision decision, Permit permit)
    {
        var shown = decision.Obligations;
        shown.Disclose.Except(permit.Disclose).ShouldBeEmpty();
        (shown.Threshold ?? 0).ShouldBeGreaterThanOrEqualTo(permit.Threshold ?? 0);
        (shown.Noise?.Epsilon ?? Noise.Most).ShouldBeLessThanOrEqualTo(permit.Noise?.Epsilon ?? Noise.Most);
        if (permit.Quota is { } quota)
            decision.Quotas.ShouldContain(quota);
        if (permit.List is { } list)
            ((decision.List!.Min ?? 1) >= (list.Min ?? 1) && (decision.List.Max ?? int.MaxValue) <= (list.Max ?? int.MaxValue)).ShouldBeTrue();
        foreach (var record in Records.Select(Code).Where(shown.Regions.Shows))
            (permit.Regions.IsEmpty || permit.Regions.Any(region => record is { } one && region.Covers(one))).ShouldBeTrue();
    }

    private static IEnumerable<Permit> Speaking(IList<PlannedAgreement> plans, AccessRequest request, AccessDecision decision) =>
        PlannedAgreement.Of(plans, request).Permits
            .Where(permit => permit.Operation == request.Operation)
            .Where(permit => permit.Datasets.Any(dataset => decision.Datasets.Any(grant => grant.Id == dataset)))
            .Where(permit => request.Region is null || permit.Regions.IsEmpty || permit.Regions.Any(region => region.Covers(Code(request.Region)!.Value)));

    private static RegionCode? Code(string? text) => RegionCode.TryParse(text, out var code, out _) ? code : null;

    private static string Name(CatalogGrant grant) => $"{grant.Agreement} {grant.Operation} {grant.Dataset}";

    // Without the digest and the line, which the order of files and the text of a forbids change.
    private static string Render(AccessDecision decision) =>
        $"{decision.Reason} {string.Join(",", decision.Datasets)} {string.Join(",", decision.Quotas)} {decision.List} {Render(decision.Obligations)}";

    private static string Render(Obligations shown) =>
        $"{string.Join(",", shown.Disclose)} {string.Join(",", shown.Regions.Only)} {string.Join(",", shown.Regions.Withheld)} {shown.Threshold} {shown.Noise}";
}
