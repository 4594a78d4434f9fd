using System.Globalization;
using Pmo.Hosting.Decisions;
using Pmo.Hosting.Problems;
using Pmo.Matching.Sessions;
using Pmo.Protocol.Api;

namespace Pmo.Matching.Duplicates;

internal static class DuplicateEndpoints
{
    /// <summary>The operation of the agreements.</summary>
    public const string Operation = "duplicates";

    public static void MapDuplicates(this RouteGroupBuilder v1) => v1.MapGet("/datasets/{id}/duplicates", FindAsync).Produces<DuplicatesPage>();

    private static async Task<IResult> FindAsync(
        string id, string? cursor, string? limit, AcceptedRequest accepted, HttpContext context, DuplicateFinder finder, CancellationToken cancellation)
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

        var result = await finder.FindAsync(new PageRequest(id, cursor, most), accepted.Decision, cancellation);
        if (result.Value is { } page)
        {
            context.SetOutcome(page.Rows, page.Matched, page.Charged);
            context.Response.Headers.CacheControl = "no-store";
        }

        return result.ToHttp(TypedResults.Ok);
    }
}
