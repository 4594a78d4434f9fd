using Pmo.Hosting.Decisions;
using Pmo.Hosting.Problems;
using Pmo.Protocol.Api;

namespace Pmo.Pseudonyms.Keys;

/// <summary><c>GET /v1/pseudonyms/keys</c>.</summary>
internal static class KeysEndpoint
{
    private const string Operation = "keys";

    public static void MapKeys(this IEndpointRouteBuilder app) => app.MapGet("/v1/pseudonyms/keys", GetKeys)
        .WithName("GetKeys")
        .WithSummary("The caller's key statements, signed: what its client checks proofs and its canary against.")
        .Produces<Statements>()
        .ProducesProblem(StatusCodes.Status401Unauthorized);

    private static IResult GetKeys(AcceptedRequest request, HttpContext context, StatementCache statements)
    {
        if (request.Decision.Operation != Operation)
        {
            return new ProblemResult(DecisionErrors.DecisionRequired);
        }

        context.SetOutcome(rows: 0, matched: 0);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(statements.Of(request.Decision.Partner));
    }
}
