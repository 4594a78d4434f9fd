using Microsoft.AspNetCore.Http.Features;
using Pmo.AuditLog;
using Pmo.AuditLog.Entries;
using Pmo.AuditLog.Search;
using Pmo.Gateway.Audit;
using Pmo.Gateway.Forwarding;
using Pmo.Hosting.Problems;

namespace Pmo.Gateway.AuditReading;

/// <summary><c>GET /v1/audit/entries</c> and <c>/v1/audit/entries/{id}</c>: the log, for those who have to answer for it.</summary>
internal static class EntriesEndpoint
{
    public static async Task<IResult> ListAsync(HttpContext context, EntryIndex index, AuditOptions options, OutcomeWriter outcomes)
    {
        var ticket = context.Features.GetRequiredFeature<ForwardTicket>();
        var scope = ReadingScope.Of(ticket.Call, options);
        EntryPlace? after = null;
        if (EntryFilter.Read(context.Request.Query, ticket.Call.At, out var failure) is { } filter
            && PageResult.Choose(context.Request) is var mediaType
            && (failure = mediaType is null ? ReadingErrors.NotAcceptable : PageCursor.TryContinue(filter.Cursor, filter.Fingerprint, scope, out after, out var wrong) ? null : wrong) is null
            && (failure = await WaitAsync(index, context.RequestAborted)) is null)
        {
            // One more than asked for tells whether there is another page.
            var groups = filter.Words.Select(word => (IReadOnlyList<string>)[word]).Concat(scope.IsAll ? [] : [scope.Words]).ToList();
            var rows = await index.FindAsync(new EntryQuery(filter.From, filter.Until, groups, after, filter.Limit + 1), context.RequestAborted);
            var page = rows.Take(filter.Limit).ToList();
            var next = rows.Count > page.Count ? PageCursor.Write(new EntryPlace(page[^1].At ?? 0, page[^1].Seq), filter.Fingerprint, scope) : null;
            await outcomes.WriteAsync(ticket, StatusCodes.Status200OK, header: null);
            return new PageResult(page, scope, next, mediaType!);
        }

        await outcomes.WriteAsync(ticket, failure!.Code.Status, header: null);
        return new ProblemResult(failure);
    }

    public static async Task<IResult> ShowAsync(string id, HttpContext context, EntryIndex index, MerkleLog log, AuditOptions options, OutcomeWriter outcomes)
    {
        var ticket = context.Features.GetRequiredFeature<ForwardTicket>();
        var scope = ReadingScope.Of(ticket.Call, options);

        // What is out of scope is not there: whether an id exists is nobody else's business.
        var row = await index.FindAsync(id, context.RequestAborted);
        if (row is null || !(scope.IsAll || (EntryBytes.Read(row.Entry) is { } entry && scope.Includes(entry))))
        {
            await outcomes.WriteAsync(ticket, StatusCodes.Status404NotFound, header: null);
            return new ProblemResult(CommonErrors.NotFound);
        }

        var (note, path) = await log.ProveAsync(row.Seq, context.RequestAborted);
        await outcomes.WriteAsync(ticket, StatusCodes.Status200OK, header: null);
        context.Response.Headers.CacheControl = "no-store";
        return Results.Bytes(
            PageResult.Write(json =>
            {
                PageResult.WriteItem(json, row);
                json.WriteString("leaf", System.Buffers.Text.Base64Url.EncodeToString(row.Leaf));
                json.WriteStartArray("proof");
                foreach (var hash in path)
                {
                    json.WriteStringValue(System.Buffers.Text.Base64Url.EncodeToString(hash));
                }

                json.WriteEndArray();
                json.WriteString("checkpoint", note);
            }),
            PageResult.Json);
    }

    // An answer that lacks entries without saying so would be worse than none.
    private static async Task<Failure?> WaitAsync(EntryIndex index, CancellationToken cancellation)
    {
        if (await index.BehindAsync(cancellation) > EntryIndex.Near)
        {
            return new Failure(CommonErrors.Busy, []) { RetryAfterSeconds = 5 };
        }

        await index.CatchUpAsync(cancellation);
        return null;
    }
}
