using System.Data.Common;
using Pmo.Hosting.Decisions;
using Pmo.Hosting.Problems;
using Pmo.Identity.Events;
using Pmo.Identity.Events.Storage;

namespace Pmo.Identity.Partners;

/// <summary>Records what operators did to partners or were refused, beside what it records. Thread-safe.</summary>
internal sealed class PartnerRecord(AccountEventTable events)
{
    /// <summary>An act that was done.</summary>
    /// <param name="action">One of <see cref="AccountAction"/>.</param>
    /// <param name="org">To which partner.</param>
    /// <param name="clientId">To which of its clients.</param>
    /// <param name="decision">By whom.</param>
    /// <param name="revokes">What the Gateway is to refuse, or to take again.</param>
    /// <param name="transaction">Of the act.</param>
    public Task AllowAsync(string action, string org, string? clientId, Decision decision, Revocation? revokes, DbTransaction transaction) =>
        events.AddAsync(
            new AccountEvent { Action = action, Org = org, Client = clientId, Audit = decision.Audit, Revokes = revokes }, transaction);

    /// <summary>An act that was refused.</summary>
    public async Task<Failure> RefuseAsync(string action, Partner? partner, Failure failure, Decision decision, DbTransaction transaction)
    {
        await events.AddAsync(
            new AccountEvent { Action = action, IsAllowed = false, Org = partner?.Org, Reason = failure.Code.Code, Audit = decision.Audit }, transaction);
        return failure;
    }
}
