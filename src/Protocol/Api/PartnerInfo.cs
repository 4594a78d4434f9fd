namespace Pmo.Protocol.Api;

/// <summary>An organisation that may call the gateway, or is on its way there.</summary>
/// <param name="Org">Its id.</param>
/// <param name="State"><c>invited</c>, <c>waiting</c> (for approval), <c>active</c>, <c>suspended</c> or <c>revoked</c>.</param>
/// <param name="Clients">Its machines; those that are not yet approved are not among them.</param>
/// <param name="Roles">What the invitation gives.</param>
/// <param name="Title">Its name.</param>
/// <param name="ClientId">Of the key that waits.</param>
/// <param name="Fingerprint">Of the key that waits: what the operator compares.</param>
/// <param name="InvitedBy">The operator who invited.</param>
/// <param name="InvitedAt">When.</param>
/// <param name="CodeExpiresAt">When the invitation ends.</param>
/// <param name="EnrolledAt">When the key came in.</param>
/// <param name="ApprovedBy">The operator who approved.</param>
/// <param name="ApprovedAt">When.</param>
/// <param name="SuspendedBy">The operator who suspended last.</param>
/// <param name="SuspendedAt">When.</param>
/// <param name="Reason">Why.</param>
public sealed record PartnerInfo(
    string Org,
    string State,
    IReadOnlyList<PartnerMachine> Clients,
    IReadOnlyList<string>? Roles = null,
    string? Title = null,
    string? ClientId = null,
    string? Fingerprint = null,
    string? InvitedBy = null,
    DateTimeOffset? InvitedAt = null,
    DateTimeOffset? CodeExpiresAt = null,
    DateTimeOffset? EnrolledAt = null,
    string? ApprovedBy = null,
    DateTimeOffset? ApprovedAt = null,
    string? SuspendedBy = null,
    DateTimeOffset? SuspendedAt = null,
    string? Reason = null);

/// <summary>A machine of a partner.</summary>
/// <param name="ClientId">Its name at the token endpoint.</param>
/// <param name="State"><c>active</c>, <c>suspended</c> or <c>revoked</c>.</param>
/// <param name="Roles">What its tokens say.</param>
/// <param name="Fingerprint">Of its key.</param>
/// <param name="KeyReplacedAt">When it last replaced its key by itself.</param>
public sealed record PartnerMachine(string ClientId, string State, IReadOnlyList<string> Roles, string Fingerprint, DateTimeOffset? KeyReplacedAt = null);

/// <summary><c>GET /v1/partners</c>.</summary>
public sealed record PartnerList(IReadOnlyList<PartnerInfo> Partners);
