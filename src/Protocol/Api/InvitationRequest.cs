namespace Pmo.Protocol.Api;

/// <summary><c>POST /v1/partners</c>.</summary>
/// <param name="Org">1 to 60 of a-z, 0-9 and <c>-</c>.</param>
/// <param name="Roles">One or more of <c>csr</c>, <c>dinas</c>, <c>analyst</c>, <c>dpo</c>, <c>operator</c>.</param>
/// <param name="Title">The organisation's name, at most 120 characters.</param>
public sealed record InvitationRequest(string Org, IReadOnlyList<string> Roles, string? Title = null);

/// <summary>The answer, and the only time that the code is shown. Does not print itself.</summary>
/// <param name="Org">Who is invited.</param>
/// <param name="Code">For one key, until <paramref name="ExpiresAt"/>.</param>
/// <param name="ExpiresAt">24 hours on.</param>
public sealed record Invitation(string Org, string Code, DateTimeOffset ExpiresAt)
{
    /// <inheritdoc/>
    public override string ToString() => nameof(Invitation);
}

/// <summary><c>POST /v1/partners/{org}/approve</c>.</summary>
/// <param name="Fingerprint">Of the key as the partner read it out: <c>sha256:…</c>.</param>
public sealed record ApprovalRequest(string Fingerprint);

/// <summary><c>POST /v1/partners/{org}/suspend</c>.</summary>
/// <param name="Reason">1 to 200 characters, for operators and DPOs.</param>
public sealed record SuspensionRequest(string Reason);
