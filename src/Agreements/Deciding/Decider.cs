using System.Collections.Immutable;

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
        var fitting = ofOperation.Where(permit => permit.Kinds.IsEmpty || (kind is { } one && permit.Kinds.Contains(one))).ToList();
        if (fitting.Count == 0)
            return Deny(ReasonCode.KindNotPermitted, ofOperation[0].At);

        return DecideDatasets(request, opening, agreement, fitting, kind, today);
    }

    private AccessDecision DecideDatasets(
        AccessRequest request, bool opening, Agreement agreement, List<Permit> fitting, PersonKind? kind, DateOnly today)
    {
        var covered = fitting.SelectMany(permit => permit.Datasets).ToHashSet();
        if (!TryResolve(request.Datasets, covered, out var asked, out var uncovered))
            return Deny(ReasonCode.DatasetNotCovered, fitting[0].At, uncovered);

        foreach (var forbid in index.ForbidsOf(agreement.Party, today))
        {
            if (Hits(forbid, request.Operation, kind, asked))
                return Deny(ReasonCode.Forbidden, forbid.At);
        }

        var grants = new List<DatasetGrant>();
        foreach (var dataset in asked.OrderBy(one => one.Value, StringComparer.Ordinal))
        {
            if (index.OwnerOf(dataset) is not { } owner || !HasApproved(owner, agreement, today))
                return Deny(ReasonCode.OwnerNotApproved, fitting[0].At, Detail($"dataset {dataset}", $"dataset {dataset}"));
            grants.Add(new DatasetGrant(dataset, owner));
        }

        // Asking about some and then about all tells which of the rest it was, so every permit that could answer must disclose
        // the provider, not only those of the datasets asked about.
        var narrows = request.Operation == Operation.Check && asked.Count < covered.Count;
        if (opening && narrows && fitting.FirstOrDefault(permit => !permit.Disclose.Contains(Disclosure.Provider)) is { } silent)
            return Deny(ReasonCode.NarrowingNotPermitted, silent.At);

        var applying = fitting.Where(permit => permit.Datasets.IsEmpty || permit.Datasets.Any(asked.Contains)).ToList();
        return DecideList(request, opening, applying, grants);
    }

    private AccessDecision DecideList(AccessRequest request, bool opening, List<Permit> applying, List<DatasetGrant> grants)
    {
        var min = applying.MaxBy(permit => permit.List?.Min ?? 1)!;
        var max = applying.MinBy(permit => permit.List?.Max ?? int.MaxValue)!;
        var limits = new ListLimits(min.List?.Min, max.List?.Max);
        if (opening && request.Persons is { } persons)
        {
            if (persons < (limits.Min ?? 1))
                return Deny(ReasonCode.ListTooSmall, min.At, Detail($"paling sedikit {limits.Min ?? 1}", $"at least {limits.Min ?? 1}"));
            if (persons > limits.Max)
                return Deny(ReasonCode.ListTooLarge, max.At, Detail($"paling banyak {limits.Max}", $"at most {limits.Max}"));
        }

        var disclosed = applying.Skip(1).Aggregate(applying[0].Disclose.AsEnumerable(), (all, permit) => all.Intersect(permit.Disclose));
        return new AccessDecision
        {
            Reason = ReasonCode.Permit,
            Rule = applying[0].At,
            PolicyDigest = digest,
            Datasets = grants,
            Obligations = new Obligations([.. disclosed.Order()]),
            Quotas = [.. applying.Select(permit => permit.Quota).OfType<QuotaRule>()],
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

    private static bool HasApproved(PartyId owner, Agreement agreement, DateOnly today) =>
        owner == agreement.Party || agreement.Approvals.Any(approval => approval.Owner == owner && approval.Date <= today);

    private static LocalizedText Detail(FormattableString id, FormattableString en) =>
        new(FormattableString.Invariant(id), FormattableString.Invariant(en));

    private AccessDecision Deny(ReasonCode reason, RuleLocation? rule, LocalizedText? detail = null) =>
        new() { Reason = reason, Rule = rule, PolicyDigest = digest, Detail = detail };
}
