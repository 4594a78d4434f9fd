namespace Pmo.Agreements;

/// <summary>What becomes different when one set takes the place of another.</summary>
/// <param name="Agreements">The agreements that are new, gone or changed, by id.</param>
/// <param name="Decisions">The requests that are decided otherwise, in the order in which they were given.</param>
/// <param name="Compared">How many requests were decided by both.</param>
public sealed record PolicyDiff(IReadOnlyList<AgreementChange> Agreements, IReadOnlyList<DecisionChange> Decisions, int Compared)
{
    /// <summary>Compares two sets, and what both decide of <paramref name="requests"/>. Thread-safe.</summary>
    public static PolicyDiff Of(PolicySet old, PolicySet young, IReadOnlyList<NamedRequest> requests)
    {
        ArgumentNullException.ThrowIfNull(old);
        ArgumentNullException.ThrowIfNull(young);
        ArgumentNullException.ThrowIfNull(requests);
        var ids = old.Agreements.Concat(young.Agreements).Select(agreement => agreement.Id.Value).Distinct().Order(StringComparer.Ordinal);
        var changes = ids.Select(id => AgreementChange.Of(id, old.TextOf(id), young.TextOf(id))).Where(change => change.IsChange);
        var decisions = requests.Select(request => DecisionChange.Of(request, old, young)).Where(change => change.IsChange);
        return new PolicyDiff([.. changes], [.. decisions], requests.Count);
    }
}

/// <summary>A request and where it comes from.</summary>
/// <param name="Name">For people: the name of the case, or the line of the record.</param>
/// <param name="Request">What is asked.</param>
/// <param name="IsRecorded">
/// Whether it is taken from a log, which names the datasets that were looked in, also where the caller named none.
/// </param>
public sealed record NamedRequest(string Name, AccessRequest Request, bool IsRecorded);
