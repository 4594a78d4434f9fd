using Pmo.Gateway.Alarms.Sketches;
using Pmo.Gateway.Audit;
using Pmo.Hosting.Storage;

namespace Pmo.Gateway.Forwarding;

/// <summary>Records what came of a granted request, once, before anything of the answer is passed on.</summary>
internal sealed class OutcomeWriter(AuditTrail trail, PartSketcher sketcher, Database database, ILogger<OutcomeWriter> logger)
{
    /// <param name="ticket">The request.</param>
    /// <param name="status">The status that the caller will see.</param>
    /// <param name="header">The service's <c>Pmo-Outcome</c>, if it answered.</param>
    public async Task WriteAsync(ForwardTicket ticket, int status, string? header)
    {
        if (ticket.IsRecorded)
        {
            return;
        }

        var outcome = ServiceOutcome.Read(status, header);
        if (ticket.Grant.Settle is { } settle)
        {
            await database.WriteAsync(
                async transaction =>
                {
                    await trail.OutcomeAsync(ticket.Call, ticket.Grant.Audit, outcome, transaction);
                    await settle(outcome, transaction);
                },
                CancellationToken.None);
        }
        else
        {
            await trail.OutcomeAsync(ticket.Call, ticket.Grant.Audit, outcome);
        }

        ticket.IsRecorded = true;
        Log.Answered(logger, ticket.Call.Call.Name, ticket.Call.Partner, status, ticket.Grant.Audit);
        await sketcher.KeepAsync(ticket.Call, status);
        if (ticket.Grant.Answered is { } answered)
        {
            await answered(status);
        }
    }
}
