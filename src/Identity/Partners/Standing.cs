using System.Data.Common;
using Pmo.Hosting.Decisions;
using Pmo.Hosting.Problems;
using Pmo.Hosting.Storage;
using Pmo.Identity.Events;
using Pmo.Identity.Partners.Storage;

namespace Pmo.Identity.Partners;

/// <summary>
/// Keeps partners out, and lets them in again. One operator is enough to close the door, which must not wait for two; to open it takes another than the
/// one who closed it, so that two have looked whenever somebody is let in, as at an approval. Thread-safe.
/// </summary>
internal sealed class Standing(Database database, PartnerTable partners, MachineTable machines, PartnerRecord record, TimeProvider time)
{
    /// <summary>At once: no new token, nobody of it signs in, and the Gateway refuses what its machines and people have.</summary>
    /// <returns>Null when it is done.</returns>
    public Task<Failure?> SuspendAsync(string org, string reason, Decision decision, CancellationToken cancellation) =>
        ActAsync(AccountAction.PartnerSuspend, org, decision, Partner.Suspended, state => state == Partner.Active, reason, cancellation);

    /// <summary>Undoes a suspension that another operator made.</summary>
    /// <inheritdoc cref="SuspendAsync"/>
    public Task<Failure?> RestoreAsync(string org, Decision decision, CancellationToken cancellation) =>
        ActAsync(AccountAction.PartnerRestore, org, decision, Partner.Active, state => state == Partner.Suspended, reason: null, cancellation);

    /// <summary>For good: an invitation is void, enrolled keys never come back. The organisation may be invited again, under another client id.</summary>
    /// <inheritdoc cref="SuspendAsync"/>
    public Task<Failure?> RevokeAsync(string org, Decision decision, CancellationToken cancellation) =>
        ActAsync(AccountAction.PartnerRevoke, org, decision, Partner.Revoked, state => state != Partner.Revoked, reason: null, cancellation);

    private Task<Failure?> ActAsync(
        string action, string org, Decision decision, string next, Func<string, bool> fits, string? reason, CancellationToken cancellation) =>
        database.WriteAsync(
            async transaction =>
            {
                var clients = (await machines.OfAsync(org, transaction)).Where(m => m.IsRetired == 0).ToList();
                var partner = await partners.FindAsync(org, transaction) ?? OfFile(org, clients);
                if (partner is not null && partner.Audit == decision.Audit && partner.State == next)
                {
                    return null;
                }

                if (Refusal(action, partner, decision, fits) is { } refusal)
                {
                    return await record.RefuseAsync(action, partner, refusal, decision, transaction);
                }

                await partners.SaveAsync(Change(partner!, next, reason, decision), transaction);
                var whole = new Revocation(RevocationKind.Organisation, org, IsLifted: next == Partner.Active);
                await record.AllowAsync(action, org, clientId: null, decision, whole, transaction);
                foreach (var client in clients)
                {
                    await ActAsync(action, client, next, decision, transaction);
                }

                return (Failure?)null;
            },
            cancellation);

    // By client too: an id that is retired stays out when its organisation comes back, and people of other organisations may hold tokens of this client.
    private async Task ActAsync(string action, Machine client, string next, Decision decision, DbTransaction transaction)
    {
        var isActive = next == Partner.Active;
        await machines.SetActiveAsync(client.ClientId, isActive, transaction);
        if (next == Partner.Revoked)
        {
            await machines.RetireAsync(client.ClientId, transaction);
        }

        await record.AllowAsync(
            action, client.Org, client.ClientId, decision, new Revocation(RevocationKind.Client, client.ClientId, IsLifted: isActive), transaction);
    }

    private Partner Change(Partner partner, string next, string? reason, Decision decision) => next switch
    {
        Partner.Suspended => partner with
        {
            State = next,
            SuspendedBy = decision.User,
            SuspendedAt = time.GetUtcNow().ToUnixTimeMilliseconds(),
            Reason = reason,
            Audit = decision.Audit,
        },
        Partner.Revoked => partner with { State = next, CodeHash = null, ClientId = null, Jwk = null, Thumbprint = null, Audit = decision.Audit },
        _ => partner with { State = next, Audit = decision.Audit },
    };

    private static Failure? Refusal(string action, Partner? partner, Decision decision, Func<string, bool> fits)
    {
        if (partner is null)
        {
            return CommonErrors.NotFound;
        }

        // Who locks the operators out locks out whoever could undo it.
        if (partner.Org == decision.Partner)
        {
            return PartnerErrors.OwnOrganisation;
        }

        if (!fits(partner.State))
        {
            return PartnerErrors.WrongState.With(partner.State);
        }

        return action == AccountAction.PartnerRestore && partner.SuspendedBy == decision.User ? (Failure)PartnerErrors.SecondOperator : null;
    }

    // An organisation of the clients file: nothing was decided about it until now.
    private static Partner? OfFile(string org, List<Machine> clients) => clients.Count == 0
        ? null
        : new Partner { Org = org, State = clients.Any(c => c.State == Partner.Active) ? Partner.Active : Partner.Suspended };
}
