namespace Pmo.Protocol.Api;

/// <summary>Somebody who signs in, as operators see them.</summary>
/// <param name="UserName">3 to 64 of a-z, 0-9, <c>.</c>, <c>_</c> and <c>-</c>.</param>
/// <param name="DisplayName">As pages show it.</param>
/// <param name="Org">Their organisation.</param>
/// <param name="Roles">What their tokens say.</param>
/// <param name="State">
/// <c>invited</c> (a one-time password waits to be used, also after a reset), <c>active</c>, <c>locked</c> (for a while, after failures) or
/// <c>suspended</c> (they, or their organisation).
/// </param>
/// <param name="SecondFactor">Whether an authenticator app is set up.</param>
/// <param name="LastSignInAt">When they last signed in; absent: never.</param>
/// <param name="Suspension">Why they are suspended, if it was said.</param>
public sealed record PersonInfo(
    string UserName,
    string DisplayName,
    string Org,
    IReadOnlyList<string> Roles,
    string State,
    bool SecondFactor,
    DateTimeOffset? LastSignInAt = null,
    string? Suspension = null);

/// <summary><c>GET /v1/people</c>, by organisation and user name.</summary>
public sealed record PersonList(IReadOnlyList<PersonInfo> People);
