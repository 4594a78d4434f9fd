namespace Pmo.Identity.SigningKeys;

/// <summary>A signing key's life. Nothing else decides its state.</summary>
/// <param name="Kid">RFC 7638 thumbprint.</param>
/// <param name="SignsFrom">Its first token.</param>
/// <param name="SignsUntil">No token from then on.</param>
/// <param name="GoneAt">Not in the JWKS, and destroyed, from then on.</param>
internal sealed record KeyTimes(string Kid, DateTimeOffset SignsFrom, DateTimeOffset SignsUntil, DateTimeOffset GoneAt)
{
    /// <summary>A key's life from <paramref name="start"/>.</summary>
    public static KeyTimes From(string kid, DateTimeOffset start, KeySchedule schedule) =>
        new(kid, start, start + schedule.SignsFor, start + schedule.SignsFor + schedule.KeptFor);

    public KeyState StateAt(DateTimeOffset now) =>
        now < SignsFrom ? KeyState.Announced : now < SignsUntil ? KeyState.Signing : now < GoneAt ? KeyState.Retired : KeyState.Gone;
}
