using Microsoft.AspNetCore.Mvc;
using Pmo.Hosting.Decisions;
using Pmo.Hosting.Problems;
using Pmo.Protocol.Wire;
using Pmo.Pseudonyms.Keys;

namespace Pmo.Pseudonyms.Evaluate;

/// <summary><c>POST /v1/pseudonyms/evaluate</c>.</summary>
internal static class EvaluateEndpoint
{
    private const string OctetStream = "application/octet-stream";

    public static void MapEvaluate(this IEndpointRouteBuilder app) => app.MapPost("/v1/pseudonyms/evaluate", EvaluateAsync)
        .WithName("EvaluatePart")
        .WithSummary("Evaluates one part of a session: n blinded elements of 32 bytes, the canary first; answers n × 32 bytes and 64 bytes of proof.")
        .Accepts<Stream>(OctetStream)
        .Produces<Stream>(StatusCodes.Status200OK, OctetStream)
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status401Unauthorized)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
        .ProducesProblem(StatusCodes.Status429TooManyRequests)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<IResult> EvaluateAsync(
        AcceptedRequest request,
        HttpContext context,
        PartEvaluator evaluator,
        EpochKeys keys,
        TimeProvider time,
        [FromHeader(Name = PmoHeaders.Domain)] string? domain)
    {
        if (context.Request.ContentType != OctetStream)
        {
            return new ProblemResult(CommonErrors.MediaTypeUnsupported);
        }

        if (PartRequest.Read(request, domain, out var failure) is not { } part)
        {
            return new ProblemResult(failure!);
        }

        if (part.SessionEnd <= time.GetUtcNow().ToUnixTimeSeconds())
        {
            return new ProblemResult(PseudonymErrors.SessionExpired);
        }

        var outcome = await evaluator.RunAsync(part, context.RequestAborted);
        if (outcome.Answer is not { } answer)
        {
            return new ProblemResult(outcome.Failure!);
        }

        context.Response.Headers[PmoHeaders.Key] = keys.IdOf(part.Kind).ToString();
        context.Response.Headers.CacheControl = "no-store";
        context.SetOutcome(part.Persons, matched: 0);
        return TypedResults.Bytes(answer, OctetStream);
    }
}
