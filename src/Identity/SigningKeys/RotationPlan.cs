namespace Pmo.Identity.SigningKeys;

/// <summary>What is to be done with the keys now. A function of the stored times alone, so that all replicas come to the same.</summary>
/// <param name="Destroy">Kids of keys whose time is over.</param>
/// <param name="Change">Keys that get other times.</param>
/// <param name="MakeFrom">From when a further key signs; null: none is needed.</param>
internal sealed record RotationPlan(IReadOnlyList<string> Destroy, IReadOnlyList<KeyTimes> Change, DateTimeOffset? MakeFrom)
{
    public bool IsEmpty => Destroy.Count == 0 && Change.Count == 0 && MakeFrom is null;

    public static RotationPlan Make(IEnumerable<KeyTimes> keys, DateTimeOffset now, KeySchedule schedule)
    {
        var byState = keys.ToLookup(k => k.StateAt(now));
        var destroy = byState[KeyState.Gone].Select(k => k.Kid).ToList();
        var next = byState[KeyState.Announced].MinBy(k => k.SignsFrom);
        if (byState[KeyState.Signing].MaxBy(k => k.SignsFrom) is not { } current)
        {
            // The first start, a stop that outlasted the last key, or a revocation: something must sign, and best what verifiers know already.
            return next is null
                ? new RotationPlan(destroy, [], now)
                : new RotationPlan(destroy, [KeyTimes.From(next.Kid, now, schedule)], MakeFrom: null);
        }

        if (next is not null || current.SignsUntil - now > schedule.AnnouncedFor)
        {
            return new RotationPlan(destroy, [], MakeFrom: null);
        }

        // Normally where the current one ends. After a stop that left too little time to announce a successor, the current one signs a little longer.
        var earliest = now + KeySchedule.ShortestNotice;
        return current.SignsUntil >= earliest
            ? new RotationPlan(destroy, [], current.SignsUntil)
            : new RotationPlan(destroy, [current with { SignsUntil = earliest, GoneAt = earliest + schedule.KeptFor }], earliest);
    }
}
