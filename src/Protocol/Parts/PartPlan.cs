namespace Pmo.Protocol.Parts;

/// <summary>How a session of N persons is cut into parts: each part is the canary and then at most 8191 persons.</summary>
public static class PartPlan
{
    /// <summary>Most elements in a part, canary included.</summary>
    public const int MaxElements = 8192;

    /// <summary>Most persons in a part.</summary>
    public const int MaxPersons = MaxElements - 1;

    /// <summary>Most persons in a session.</summary>
    public const int MaxRows = 1_000_000;

    /// <summary>Number of parts for <paramref name="persons"/> persons (1 or more).</summary>
    public static int Count(int persons) => (persons + MaxPersons - 1) / MaxPersons;

    /// <summary>Persons in part <paramref name="part"/> (from 0): exactly min(8191, N − 8191·part); 0 when there is no such part.</summary>
    public static int PersonsIn(int persons, int part) =>
        part < 0 || part >= Count(persons) ? 0 : Math.Min(MaxPersons, persons - MaxPersons * part);
}
