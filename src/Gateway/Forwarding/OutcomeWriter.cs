using System.Globalization;
using System.Text.RegularExpressions;
using Pmo.Gateway.Alarms.Sketches;
using Pmo.Gateway.Audit;

namespace Pmo.Gateway.Forwarding;

/// <summary>Records what came of a granted request, once, before anything of the answer is passed on.</summary>
internal sealed partial class OutcomeWriter(AuditTrail trail, PartSketcher sketcher, ILogger<OutcomeWriter> logger)
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

        var match = Counts().Match(header ?? "");
        int? Read(string group) => match.Success ? int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture) : null;
        await trail.OutcomeAsync(ticket.Call, ticket.Grant.Audit, status, Read("rows"), Read("matched"));
        ticket.IsRecorded = true;
        Log.Answered(logger, ticket.Call.Call.Name, ticket.Call.Partner, status, ticket.Grant.Audit);
        await sketcher.KeepAsync(ticket.Call, status);
        if (ticket.Grant.Answered is { } answered)
        {
            await answered(status);
        }
    }

    [GeneratedRegex(@"^rows=(?<rows>\d{1,9}), matched=(?<matched>\d{1,9})\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Counts();
}
