using Microsoft.AspNetCore.Http.Features;
using Pmo.AuditLog.Search;
using Pmo.Gateway.Alarms.Storage;
using Pmo.Gateway.Audit;
using Pmo.Gateway.AuditReading;
using Pmo.Gateway.Forwarding;
using Pmo.Hosting.Problems;
using Pmo.Protocol.Api;

namespace Pmo.Gateway.Alarms.Answers;

/// <summary><c>GET /v1/audit/alarms</c> and <c>POST /v1/audit/alarms/{id}/close</c>.</summary>
internal static class AlarmsEndpoint
{
    public static async Task<IResult> ListAsync(HttpContext context, AlarmTable table, AuditOptions options, OutcomeWriter outcomes)
    {
        var ticket = context.Features.GetRequiredFeature<ForwardTicket>();
        var scope = ReadingScope.Of(ticket.Call, options);
        EntryPlace? after = null;
        if (AlarmFilter.Read(context.Request.Query, ticket.Call.At, out var failure) is not { } filter
            || !PageCursor.TryContinue(filter.Cursor, filter.Fingerprint, scope, out after, out failure))
        {
            await outcomes.WriteAsync(ticket, failure!.Code.Status, header: null);
            return new ProblemResult(failure);
        }

        // One more than asked for tells whether there is another page.
        var alarms = await table.ListAsync(filter, scope, after, filter.Limit + 1, context.RequestAborted);
        var page = alarms.Take(filter.Limit).ToList();
        var next = alarms.Count > page.Count ? PageCursor.Write(new EntryPlace(page[^1].At, page[^1].Number), filter.Fingerprint, scope) : null;
        await outcomes.WriteAsync(ticket, StatusCodes.Status200OK, header: null);
        context.Response.Headers.CacheControl = "no-store";
        return Results.Json(new AlarmPage(scope.Name, [.. page.Select(alarm => alarm.ToItem())], next), ApiJson.Options);
    }

    public static async Task<IResult> CloseAsync(string id, HttpContext context, AlarmDesk desk, AuditOptions options, OutcomeWriter outcomes)
    {
        var ticket = context.Features.GetRequiredFeature<ForwardTicket>();
        var (closed, failure) = await desk.CloseAsync(
            id, ticket.Grant.Audit, ticket.Call, ReadingScope.Of(ticket.Call, options), context.RequestAborted);
        await outcomes.WriteAsync(ticket, failure?.Code.Status ?? StatusCodes.Status200OK, header: null);
        return closed is null ? new ProblemResult(failure!) : Results.Json(closed, ApiJson.Options);
    }
}
