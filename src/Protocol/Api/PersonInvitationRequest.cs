namespace Pmo.Protocol.Api;

/// <summary><c>POST /v1/people</c>.</summary>
/// <param name="UserName">3 to 64 of a-z, 0-9, <c>.</c>, <c>_</c> and <c>-</c>; nobody else's, and never another's afterwards.</param>
/// <param name="DisplayName">1 to 100 characters.</param>
/// <param name="Org">A partner that is not revoked.</param>
/// <param name="Roles">One or more of <c>csr</c>, <c>dinas</c>, <c>analyst</c>, <c>dpo</c>.</param>
public sealed record PersonInvitationRequest(string UserName, string DisplayName, string Org, IReadOnlyList<string> Roles);

/// <summary>The answer to an invitation or a reset, and the only time that the password is shown. Does not print itself.</summary>
/// <param name="UserName">Whose.</param>
/// <param name="Password">For one sign-in, at which another is chosen.</param>
/// <param name="ExpiresAt">24 hours on.</param>
public sealed record PersonPassword(string UserName, string Password, DateTimeOffset ExpiresAt)
{
    /// <inheritdoc/>
    public override string ToString() => nameof(PersonPassword);
}

/// <summary><c>POST /v1/people/{userName}/reset</c>.</summary>
/// <param name="SecondFactor">Whether the authenticator app is set up anew as well.</param>
public sealed record PersonResetRequest(bool SecondFactor);

/// <summary><c>POST /v1/people/{userName}/suspend</c>.</summary>
/// <param name="Reason">1 to 200 characters, for operators and DPOs.</param>
public sealed record PersonSuspensionRequest(string? Reason = null);

/// <summary><c>PUT /v1/people/{userName}/roles</c>.</summary>
/// <param name="Roles">All that they have from then on.</param>
public sealed record PersonRolesRequest(IReadOnlyList<string> Roles);
