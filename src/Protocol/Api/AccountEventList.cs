namespace Pmo.Protocol.Api;

/// <summary><c>GET /v1/account-events?after=SEQ</c>, which Identity answers to the Gateway alone.</summary>
/// <param name="Last">The number of the newest event there is; smaller than the Gateway's own when Identity was restored from a backup.</param>
/// <param name="Events">The next ones, oldest first, at most <see cref="MaxEvents"/>.</param>
public sealed record AccountEventList(long Last, IReadOnlyList<AccountEventItem> Events)
{
    /// <summary>Most events of one answer.</summary>
    public const int MaxEvents = 500;
}

/// <summary>Something that happened to an account, for the audit log.</summary>
/// <param name="Seq">Its place in the order, from 1.</param>
/// <param name="Id">UUID version 7: the audit entry's id too.</param>
/// <param name="At">When.</param>
/// <param name="Action">What was done or tried.</param>
/// <param name="Decision"><c>allow</c> or <c>deny</c>.</param>
/// <param name="Org">The organisation it concerns.</param>
/// <param name="User">The person or client it concerns.</param>
/// <param name="Reason">Why it was refused.</param>
/// <param name="Address">Where the request came from.</param>
/// <param name="Audit">The Gateway's decision entry, when it came through the Gateway.</param>
/// <param name="Revokes">What the Gateway must refuse from now on, or let in again.</param>
/// <param name="KeyId">The kid of the signing key that it is about: then it is an entry of kind <c>key</c>.</param>
public sealed record AccountEventItem(
    long Seq,
    string Id,
    DateTimeOffset At,
    string Action,
    string Decision,
    string? Org = null,
    string? User = null,
    string? Reason = null,
    string? Address = null,
    string? Audit = null,
    RevocationItem? Revokes = null,
    string? KeyId = null);

/// <summary>Tokens that are refused although they have not ended.</summary>
/// <param name="Kind">
/// <c>organisation</c>, <c>client</c>, <c>person</c>, <c>session</c> or <c>token</c>: the claims <c>org</c>, <c>client_id</c>, <c>sub</c>, <c>sid</c>, <c>jti</c>.
/// </param>
/// <param name="Id">The claim's value.</param>
/// <param name="Lifted">True: they are taken again.</param>
public sealed record RevocationItem(string Kind, string Id, bool Lifted);
