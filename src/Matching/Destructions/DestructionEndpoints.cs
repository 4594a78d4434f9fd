using System.Text.Json;
using Pmo.Hosting.Decisions;
using Pmo.Hosting.Problems;
using Pmo.Matching.Destructions.Storage;
using Pmo.Protocol.Api;
using Pmo.Protocol.Wire;

namespace Pmo.Matching.Destructions;

internal static class DestructionEndpoints
{
    /// <summary>What the Gateway's own decision says when it fetches them.</summary>
    public const string Operation = "destructions";

    /// <summary>Where the Gateway fetches what was destroyed. No call of the API leads here.</summary>
    public static void MapDestructions(this IEndpointRouteBuilder app) => app.MapGet("/v1/destructions", ReadAsync).ExcludeFromDescription();

    private static async Task<IResult> ReadAsync(
        AcceptedRequest accepted, long after, DestructionTable destructions, AnswerSeal seal, HttpContext context)
    {
        if (accepted.Decision.Operation != Operation || after < 0)
        {
            return new ProblemResult(CommonErrors.NotFound);
        }

        var body = JsonSerializer.SerializeToUtf8Bytes(await destructions.ReadAsync(after, context.RequestAborted), ApiJson.Options);
        context.Response.Headers[PmoHeaders.Seal] = seal.Make(accepted.Decision.Jti, body);
        return Results.Bytes(body, "application/json");
    }
}
