namespace Pmo.Agreements;

/// <summary>One request as two sets decide it.</summary>
/// <param name="Request">What is asked.</param>
/// <param name="Old">As it was decided.</param>
/// <param name="Young">As it will be.</param>
public sealed record DecisionChange(NamedRequest Request, AccessDecision Old, AccessDecision Young)
{
    /// <summary>The decision in one line: <c>allow</c> with all its terms, or the reason.</summary>
    public static string Render(AccessDecision decision)
    {
        ArgumentNullException.ThrowIfNull(decision);
        if (!decision.Allowed)
            return decision.Reason.ToWire();
        var shown = decision.Obligations;
        (string Name, string Value)[] terms =
        [
            ("datasets", string.Join(',', decision.Datasets.Select(grant => $"{grant.Id}@{grant.Owner}"))),
            ("disclose", string.Join(',', shown.Disclose.Select(one => one.ToWire()))),
            ("regions", string.Join(',', shown.Regions.Only)),
            ("withheld", string.Join(',', shown.Regions.Withheld)),
            ("threshold", FormattableString.Invariant($"{shown.Threshold}")),
            ("epsilon", FormattableString.Invariant($"{shown.Noise?.Epsilon:0.##}")),
            ("quota", string.Join(',', decision.Quotas.Select(quota => FormattableString.Invariant($"{quota.Limit}/{quota.Period.ToWire()}")))),
            ("list", decision.List is null ? "" : FormattableString.Invariant($"{decision.List.Min}..{decision.List.Max}")),
        ];
        return string.Join(' ', terms.Where(term => term.Value.Length > 0).Select(term => $"{term.Name}={term.Value}").Prepend("allow"));
    }

    internal bool IsChange => Render(Old) != Render(Young);

    internal static DecisionChange Of(NamedRequest named, PolicySet old, PolicySet young)
    {
        var request = named.Request;
        if (named.IsRecorded && request.Datasets is { } datasets)
        {
            // Whoever named no datasets asked all there were. Named now they would look like a choice among more.
            var all = old.Decide(request with { Datasets = null });
            if (all.Allowed && all.Datasets.Select(grant => grant.Id.Value).ToHashSet(StringComparer.Ordinal).SetEquals(datasets))
                request = request with { Datasets = null };
        }

        return new DecisionChange(named, old.Decide(request), young.Decide(request));
    }
}
