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
        var (settle, sketch) = (ticket.Grant.Settle, await sketcher.SketchAsync(ticket.Call, status));
        var append = trail.PrepareOutcome(ticket.Call, ticket.Grant.Audit, outcome);
        await (settle is null && sketch is null ? database.AppendAsync(append, CancellationToken.None) : database.WriteAsync(
            async transaction =>
            {
                await append(transaction);
                await (settle?.Invoke(outcome, transaction) ?? Task.CompletedTask);
                await (sketch?.Invoke(transaction) ?? Task.CompletedTask);
            },
            CancellationToken.None));
        ticket.IsRecorded = true;
        Log.Answered(logger, ticket.Call.Call.Name, ticket.Call.Partner, status, ticket.Grant.Audit);
        if (ticket.Grant.Answered is { } answered)
        {
            await answered(status);
        }
    }
}
