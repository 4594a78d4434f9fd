using Pmo.Hosting.Decisions;
using Pmo.Hosting.Problems;
using Pmo.Hosting.Storage;
using Pmo.Identity.Events;
using Pmo.Identity.Partners.Storage;
using Pmo.Protocol.Api;
using Pmo.Protocol.Keys;

namespace Pmo.Identity.Partners;

/// <summary>Lets partners in: one operator invites, another approves the key that came in. Thread-safe.</summary>
internal sealed class Invitations(Database database, PartnerTable partners, MachineTable machines, PartnerRecord record, TimeProvider time)
{
    private static readonly TimeSpan Life = TimeSpan.FromHours(24);

    /// <summary>
    /// Makes a one-time code. An invitation that nobody has taken up is replaced, its code dead: a retry too gets another code, for only hashes are kept.
    /// </summary>
    public Task<(Invitation? Invitation, Failure? Failure)> InviteAsync(InvitationRequest request, Decision decision, CancellationToken cancellation) =>
        database.WriteAsync<(Invitation?, Failure?)>(
            async transaction =>
            {
                var before = await partners.FindAsync(request.Org, transaction);
                var isFree = before is null
                    ? (await machines.OfAsync(request.Org, transaction)).Count == 0
                    : before.State is Partner.Invited or Partner.Revoked;
                if (!isFree)
                {
                    return (null, await record.RefuseAsync(AccountAction.PartnerInvite, before, PartnerErrors.Exists, decision, transaction));
                }

                var code = EnrolmentCode.New();
                var now = time.GetUtcNow();
                await partners.SaveAsync(
                    new Partner
                    {
                        Org = request.Org,
                        State = Partner.Invited,
                        Roles = string.Join(' ', request.Roles),
                        Title = request.Title,
                        InvitedBy = decision.User,
                        InvitedAt = now.ToUnixTimeMilliseconds(),
                        CodeHash = code.Hash,
                        CodeExpiresAt = (now + Life).ToUnixTimeMilliseconds(),
                        Audit = decision.Audit,
                    },
                    transaction);
                await record.AllowAsync(AccountAction.PartnerInvite, request.Org, clientId: null, decision, revokes: null, transaction);
                return (new Invitation(request.Org, code.Reveal(), now + Life), null);
            },
            cancellation);

    /// <summary>Lets the waiting key in, if its fingerprint is the one that the partner read out, and this is not the operator who invited.</summary>
    /// <returns>Null when it is done.</returns>
    public Task<Failure?> ApproveAsync(string org, KeyFingerprint fingerprint, Decision decision, CancellationToken cancellation) =>
        database.WriteAsync(
            async transaction =>
            {
                var partner = await partners.FindAsync(org, transaction);
                if (partner?.Audit == decision.Audit && partner.State == Partner.Active)
                {
                    return null;
                }

                if (Refusal(partner, fingerprint, decision) is { } refusal)
                {
                    return await record.RefuseAsync(AccountAction.PartnerApprove, partner, refusal, decision, transaction);
                }

                var approved = partner! with
                {
                    State = Partner.Active,
                    ApprovedBy = decision.User,
                    ApprovedAt = time.GetUtcNow().ToUnixTimeMilliseconds(),
                    Audit = decision.Audit,
                };
                if (!await machines.AddAsync(approved, transaction))
                {
                    return await record.RefuseAsync(AccountAction.PartnerApprove, partner, PartnerErrors.Exists, decision, transaction);
                }

                await partners.SaveAsync(approved, transaction);
                // Nothing is lifted for one that is new; one that was revoked is refused until now.
                var lifted = new Revocation(RevocationKind.Organisation, org, IsLifted: true);
                await record.AllowAsync(AccountAction.PartnerApprove, org, approved.ClientId, decision, lifted, transaction);
                return null;
            },
            cancellation);

    private static Failure? Refusal(Partner? partner, KeyFingerprint fingerprint, Decision decision)
    {
        if (partner is null)
        {
            return CommonErrors.NotFound;
        }

        if (partner.State != Partner.Waiting)
        {
            return PartnerErrors.WrongState.With(partner.State);
        }

        if (partner.InvitedBy == decision.User)
        {
            return PartnerErrors.SecondOperator;
        }

        return fingerprint == KeyFingerprint.OfThumbprint(partner.Thumbprint!) ? null : (Failure)PartnerErrors.Fingerprint;
    }
}
