using System.Collections.Concurrent;

namespace Pmo.Agreements;

/// <summary>
/// All agreements in force, past and to come: what each partner may do. Immutable and thread-safe; a reload makes another.
/// Made by <see cref="PolicyLoader"/>.
/// </summary>
public sealed class PolicySet
{
    private readonly PolicyIndex index;
    private readonly Decider decider;
    private Day? today;

    internal PolicySet(IEnumerable<Agreement> agreements, IReadOnlyDictionary<Purpose, PurposeText> purposes, string digest)
    {
        index = new PolicyIndex(agreements);
        decider = new Decider(index, digest);
        Purposes = purposes;
        Digest = digest;
        Agreements = [.. index.Agreements.Select(AgreementSummary.Of)];
    }

    /// <summary><c>sha256:</c> and 64 hex digits over names and bytes of all files; the order of files does not matter.</summary>
    public string Digest { get; }

    /// <summary>Every agreement, by id.</summary>
    public IReadOnlyList<AgreementSummary> Agreements { get; }

    /// <summary>The text of every purpose.</summary>
    public IReadOnlyDictionary<Purpose, PurposeText> Purposes { get; }

    /// <summary>
    /// Decides a request that opens something. <see cref="AccessDecision.Quotas"/> are for the caller to meter: an allowed request may
    /// still have none left. Never throws for what the request holds.
    /// </summary>
    public AccessDecision Decide(AccessRequest request) => decider.Decide(request, opening: true);

    /// <summary>
    /// Decides a later call of a session that <see cref="Decide"/> allowed: validity, purpose, permits, forbids and approvals count again,
    /// list limits and narrowing do not. Name the session's datasets; what is shown is the intersection of what both decisions
    /// disclose.
    /// </summary>
    public AccessDecision DecideAgain(AccessRequest request) => decider.Decide(request, opening: false);

    /// <summary>The party that may upload to a dataset, also when its agreement is over; null when nobody may.</summary>
    public PartyId? OwnerOf(string dataset) => DatasetId.TryParse(dataset, out var id, out _) ? index.OwnerOf(id) : null;

    /// <summary>The datasets that a party may upload to, by id, also when its agreement is over.</summary>
    public IReadOnlyList<DatasetId> DatasetsOf(string party) => PartyId.TryParse(party, out var id, out _) ? index.DatasetsOf(id) : [];

    /// <summary>What a partner may do with each dataset now, quotas aside: only what <see cref="Decide"/> would allow.</summary>
    public IReadOnlyList<CatalogGrant> GrantsOf(string partner, DateTimeOffset at)
    {
        if (!PartyId.TryParse(partner, out var party, out _))
            return [];

        // Of what is asked for, only the date counts; the last one asked about is remembered.
        var date = Wib.DateOf(at);
        if (today is not { } day || day.Date != date)
            today = day = new Day(date, new());
        return day.Grants.GetOrAdd(party, one => new GrantLister(index, decider).List(one, at));
    }

    /// <summary>What each agreement of the party says to a question, those that allow first; at least one answer.</summary>
    public IReadOnlyList<PolicyAnswer> Explain(PolicyQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
        return new Explainer(index, decider).Explain(question);
    }

    /// <summary>An agreement in plain sentences, one an item, its terms indented by two spaces; null when there is none of that id.</summary>
    public IReadOnlyList<LocalizedText>? TextOf(string agreement) =>
        index.Agreements.FirstOrDefault(one => one.Id.Value == agreement) is { } found
            ? new AgreementText(found, Purposes, index.OwnerOf).Write()
            : null;

    private sealed record Day(DateOnly Date, ConcurrentDictionary<PartyId, IReadOnlyList<CatalogGrant>> Grants);
}
