namespace Pmo.Agreements;

/// <summary>Decides one request: one small rule after another, default deny, the first that does not hold is the reason.</summary>
internal sealed class Decider(PolicyIndex index, string digest)
{
    /// <param name="request">What is asked.</param>
    /// <param name="opening">Whether list limits and narrowing count; they are judged once, when a session opens.</param>
    public AccessDecision Decide(AccessRequest request, bool opening)
    {
        if (!index.TryFind(request.Partner, request.Agreement, out var agreement))
            return Deny(ReasonCode.NoAgreement, null);

        var today = Wib.DateOf(request.At);
        var (from, until) = agreement.Valid;
        if (today < from)
            return Deny(ReasonCode.NotYetValid, agreement.Lines.Valid, Detail($"mulai {from:O}", $"from {from:O}"));
        if (today > until)
            return Deny(ReasonCode.Expired, agreement.Lines.Valid, Detail($"sampai {until:O}", $"until {until:O}"));
        if (!Vocabulary.TryParse(request.Purpose, out Purpose purpose) || !agreement.Purposes.Contains(purpose))
            return Deny(ReasonCode.PurposeNotPermitted, agreement.Lines.Purposes);

        var ofOperation = agreement.Permits.Where(permit => permit.Operation == request.Operation).ToList();
        if (ofOperation.Count == 0)
            return Deny(ReasonCode.OperationNotPermitted, agreement.Lines.Permits);
        var kind = KindOf(request);
        var ofKind = ofOperation.Where(permit => permit.Kinds.IsEmpty || (kind is { } one && permit.Kinds.Contains(one))).ToList();
        if (ofKind.Count == 0)
            return Deny(ReasonCode.KindNotPermitted, ofOperation[0].At);

        return DecideRegion(new Question(request, agreement, kind, today, opening), ofKind);
    }

    private AccessDecision DecideRegion(Question question, List<Permit> ofKind)
    {
        var request = question.Request;
        if (request.Region is null || OperationFields.Of(request.Operation)["regions"] == FieldUse.None)
            return DecideDatasets(question, ofKind, ofKind, null);

        if (!RegionCode.TryParse(request.Region, out var region, out _))
            return Deny(ReasonCode.RegionNotPermitted, ofKind[0].At);
        var there = ofKind.Where(permit => permit.Regions.IsEmpty || permit.Regions.Any(one => one.Covers(region))).ToList();
        return there.Count == 0
            ? Deny(ReasonCode.RegionNotPermitted, ofKind[0].At, Detail($"wilayah {region}", $"region {region}"))
            : DecideDatasets(question, ofKind, there, region);
    }

    private AccessDecision DecideDatasets(Question question, List<Permit> ofKind, List<Permit> fitting, RegionCode? region)
    {
        var (request, agreement, kind, today, opening) = question;
        var covered = fitting.SelectMany(permit => permit.Datasets).ToHashSet();
        if (!TryResolve(request.Datasets, covered, out var asked, out var uncovered))
            return Deny(ReasonCode.DatasetNotCovered, fitting[0].At, uncovered);

        var hits = index.ForbidsOf(agreement.Party, today).Where(forbid => Hits(forbid, request.Operation, kind, asked)).ToList();
        if (hits.FirstOrDefault(forbid => forbid.Regions.IsEmpty) is { } whole)
            return Deny(ReasonCode.Forbidden, whole.At);

        var grants = new List<DatasetGrant>();
        foreach (var dataset in asked.OrderBy(one => one.Value, StringComparer.Ordinal))
        {
            if (index.OwnerOf(dataset) is not { } owner || !HasApproved(owner, agreement, today))
                return Deny(ReasonCode.OwnerNotApproved, fitting[0].At, Detail($"dataset {dataset}", $"dataset {dataset}"));
            grants.Add(new DatasetGrant(dataset, owner));
        }

        if (opening && Narrows(request.Operation, ofKind, asked, region) is { } silent)
            return Deny(ReasonCode.NarrowingNotPermitted, silent.At);

        var applying = new Strictest([.. fitting.Where(permit => permit.Datasets.IsEmpty || permit.Datasets.Any(asked.Contains))]);
        if (applying.Scope(region, []) is null)
            return Deny(ReasonCode.RegionNotPermitted, applying.First.At);
        if (applying.Scope(region, hits) is not { } scope)
            return Deny(ReasonCode.Forbidden, hits[0].At);
        return DecideList(question, applying, scope, grants);
    }

    private AccessDecision DecideList(Question question, Strictest applying, RegionScope scope, List<DatasetGrant> grants)
    {
        var limits = applying.List;
        if (question is { Opening: true, Request.Persons: { } persons })
        {
            if (persons < (limits.Min ?? 1))
                return Deny(ReasonCode.ListTooSmall, applying.OfMin.At, Detail($"paling sedikit {limits.Min ?? 1}", $"at least {limits.Min ?? 1}"));
            if (persons > limits.Max)
                return Deny(ReasonCode.ListTooLarge, applying.OfMax.At, Detail($"paling banyak {limits.Max}", $"at most {limits.Max}"));
        }

        return new AccessDecision
        {
            Reason = ReasonCode.Permit,
            Rule = applying.First.At,
            PolicyDigest = digest,
            Datasets = grants,
            Obligations = new Obligations(applying.Disclose, scope, applying.Threshold, applying.Noise),
            Quotas = applying.Quotas,
            List = limits is { Min: null, Max: null } ? null : limits,
        };
    }

    private static PersonKind? KindOf(AccessRequest request) =>
        request.Kind is null ? PersonKind.Nik : Vocabulary.TryParse(request.Kind, out PersonKind kind) ? kind : null;

    private static bool TryResolve(
        IReadOnlyList<string>? named, HashSet<DatasetId> covered, out HashSet<DatasetId> asked, out LocalizedText? uncovered)
    {
        uncovered = null;
        asked = named is null ? covered : [];
        // An empty list of datasets where there are some to name asks about nothing, and nothing covers that.
        if (named is null || (named.Count == 0 && covered.Count > 0))
            return named is null;
        foreach (var text in named)
        {
            if (DatasetId.TryParse(text, out var dataset, out _) && covered.Contains(dataset))
            {
                asked.Add(dataset);
                continue;
            }

            uncovered = dataset == default ? null : Detail($"dataset {dataset}", $"dataset {dataset}");
            return false;
        }

        return true;
    }

    private static bool Hits(Forbid forbid, Operation operation, PersonKind? kind, HashSet<DatasetId> asked) =>
        forbid.Operation == operation
        && (forbid.Kinds.IsEmpty || kind is not { } one || forbid.Kinds.Contains(one))
        && (forbid.Datasets.IsEmpty || forbid.Datasets.Any(asked.Contains));

    /// <summary>
    /// The permit that keeps secret what the request would tell. Asking about some and then about all tells which of the rest it was,
    /// so every permit that could answer must disclose the provider, not only those of the datasets asked about; likewise regions.
    /// </summary>
    private static Permit? Narrows(Operation operation, List<Permit> ofKind, HashSet<DatasetId> asked, RegionCode? region)
    {
        if (operation != Operation.Check)
            return null;
        var some = asked.Count < ofKind.SelectMany(permit => permit.Datasets).Distinct().Count();
        return ofKind.FirstOrDefault(permit =>
            (some && !permit.Disclose.Contains(Disclosure.Provider)) || (region is not null && !permit.Disclose.Contains(Disclosure.Region)));
    }

    private static bool HasApproved(PartyId owner, Agreement agreement, DateOnly today) =>
        owner == agreement.Party || agreement.Approvals.Any(approval => approval.Owner == owner && approval.Date <= today);

    private static LocalizedText Detail(FormattableString id, FormattableString en) =>
        new(FormattableString.Invariant(id), FormattableString.Invariant(en));

    private AccessDecision Deny(ReasonCode reason, RuleLocation? rule, LocalizedText? detail = null) =>
        new() { Reason = reason, Rule = rule, PolicyDigest = digest, Detail = detail };

    private sealed record Question(AccessRequest Request, Agreement Agreement, PersonKind? Kind, DateOnly Today, bool Opening);
}
