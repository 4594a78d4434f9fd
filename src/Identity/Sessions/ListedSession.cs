namespace Pmo.Identity.Sessions;

/// <summary>A session as its person sees it in a list.</summary>
/// <param name="Handle">What it is ended by; no other use.</param>
/// <param name="SignedInAt">When it began.</param>
/// <param name="LastSeenAt">To the minute.</param>
/// <param name="Address">Where it began.</param>
/// <param name="Browser">As <see cref="UserAgent"/> names it.</param>
internal sealed record ListedSession(byte[] Handle, DateTimeOffset SignedInAt, DateTimeOffset LastSeenAt, string? Address, string? Browser);
