using System.Globalization;
using Pmo.Hosting.Decisions;
using Pmo.Hosting.Problems;
using Pmo.Matching.Questions;
using Pmo.Matching.Sessions;
using Pmo.Protocol.Api;

namespace Pmo.Matching.Duplicates;

internal static class DuplicateEndpoints
{
    /// <summary>The operation of the agreements.</summary>
    public const string Operation = "duplicates";

    public static void MapDuplicates(this RouteGroupBuilder v1) => v1.MapGet("/datasets/{id}/duplicates", FindAsync).Produces<DuplicatesPage>();

    /// <summary><c>GET /v1/coverage?refs=none</c>: the other side of the same question, of an own register.</summary>
    public static Task<IResult> FindUnreachedAsync(AcceptedRequest accepted, HttpContext context, DuplicateFinder finder, CancellationToken cancellation)
    {
        var query = new QueryReader(context.Request);
        query.Only("register", "refs", "cursor", "limit");
        query.OneOf("refs", "", "none");
        var (register, cursor, limit) = (query.Required("register"), query.Optional("cursor"), query.Optional("limit"));
        return query.Failure is { } failure
            ? Task.FromResult<IResult>(new ProblemResult(failure))
            : AnswerAsync(new PageRequest(register, cursor, DuplicatesPage.DefaultLimit, IsUnreached: true), limit, accepted, context, finder, cancellation);
    }

    private static Task<IResult> FindAsync(
        string id, string? cursor, string? limit, AcceptedRequest accepted, HttpContext context, DuplicateFinder finder, CancellationToken cancellation) =>
        AnswerAsync(new PageRequest(id, cursor, DuplicatesPage.DefaultLimit), limit, accepted, context, finder, cancellation);

    private static async Task<IResult> AnswerAsync(
        PageRequest request, string? limit, AcceptedRequest accepted, HttpContext context, DuplicateFinder finder, CancellationToken cancellation)
    {
        if (accepted.Decision.Operation != Operation)
        {
            return new ProblemResult(SessionErrors.OperationMismatch);
        }

        var most = DuplicatesPage.DefaultLimit;
        if (limit is not null && !(int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out most) && most is >= 1 and <= DuplicatesPage.MaxLimit))
        {
            return new ProblemResult(CommonErrors.FieldValue.With("limit", $"1-{DuplicatesPage.MaxLimit}"));
        }

        var result = await finder.FindAsync(request with { Limit = most }, accepted.Decision, cancellation);
        if (result.Value is { } page)
        {
            context.SetOutcome(page.Rows, page.Matched, page.Charged);
            context.Response.Headers.CacheControl = "no-store";
        }

        return result.ToHttp(TypedResults.Ok);
    }
}
