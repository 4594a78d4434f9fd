using System.Data.Common;
using Pmo.Hosting.Jose;
using Pmo.Hosting.Problems;
using Pmo.Hosting.Storage;
using Pmo.Identity.Clients.Storage;
using Pmo.Identity.Events;
using Pmo.Identity.Events.Storage;
using Pmo.Identity.Partners;
using Pmo.Identity.Partners.Storage;
using Pmo.Protocol.Api;
using Pmo.Protocol.Keys;
using Pmo.Protocol.Wire;

namespace Pmo.Identity.Enrolment;

/// <summary>Takes a key for an invitation's code; it waits until another operator has approved it. Thread-safe.</summary>
internal sealed class Enroller(
    IdentityOptions options, Database database, PartnerTable partners, ClientKeyTable keys, AccountEventTable events, TimeProvider time)
{
    /// <summary>Enrols; the same code and key again give the same answer until the code ends.</summary>
    public Task<(EnrolmentAnswer? Answer, Failure? Failure)> EnrolAsync(EnrolmentRequest request, string? address, CancellationToken cancellation) =>
        database.WriteAsync<(EnrolmentAnswer?, Failure?)>(
            async transaction =>
            {
                var (partner, key, failure) = await JudgeAsync(request, transaction);
                if (failure is null && partner!.State == Partner.Invited)
                {
                    partner = await AcceptAsync(partner, key!, transaction);
                    await events.AddAsync(
                        new AccountEvent { Action = AccountAction.Enrol, Org = partner.Org, Client = partner.ClientId, Address = address }, transaction);
                }

                if (failure is not null)
                {
                    await events.AddAsync(
                        new AccountEvent { Action = AccountAction.Enrol, IsAllowed = false, Org = partner?.Org, Reason = failure.Code.Code, Address = address },
                        transaction);
                    return (null, failure);
                }

                return (new EnrolmentAnswer(
                    partner!.Org, partner.ClientId!, partner.State, KeyFingerprint.OfThumbprint(partner.Thumbprint!).ToString()), null);
            },
            cancellation);

    // What is wrong with the key is said before the code is looked at, so that it tells nothing of the code.
    private async Task<(Partner? Partner, PublicJwk? Key, Failure? Failure)> JudgeAsync(EnrolmentRequest request, DbTransaction transaction)
    {
        var (key, failure) = NewKey.Read(request.Jwk);
        if (key is null)
        {
            return (null, null, failure);
        }

        if (!EnrolmentCode.TryParse(request.Code, out var code))
        {
            return (null, null, EnrolmentErrors.Refused);
        }

        if (!NewKey.Signed(key, request.Proof, JwsTypes.Enrolment, options.Issuer, ("code", code.Hash)))
        {
            return (null, null, EnrolmentErrors.ProofInvalid);
        }

        var partner = await partners.FindByCodeAsync(code.Hash, transaction);
        var isTheirs = partner is not null && partner.CodeExpiresAt > time.GetUtcNow().ToUnixTimeMilliseconds()
            && CompactJws.TryParse(request.Proof)!.Payload.Text("org") == partner.Org
            && (partner.State == Partner.Invited || partner.Thumbprint == key.Thumbprint);
        if (!isTheirs)
        {
            return (partner, null, EnrolmentErrors.Refused);
        }

        // The code stays good: only the key must be another.
        return partner!.State == Partner.Invited && await keys.IsKnownAsync(key.Thumbprint, transaction)
            ? (partner, null, EnrolmentErrors.KeyTaken)
            : (partner, key, null);
    }

    private async Task<Partner> AcceptAsync(Partner partner, PublicJwk key, DbTransaction transaction)
    {
        var waiting = partner with
        {
            State = Partner.Waiting,
            ClientId = await partners.NewClientIdAsync(partner.Org, transaction),
            Jwk = key.ToJson(),
            Thumbprint = key.Thumbprint,
            EnrolledAt = time.GetUtcNow().ToUnixTimeMilliseconds(),
        };
        await partners.SaveAsync(waiting, transaction);
        return waiting;
    }
}
