using System.Text.Json;
using Pmo.Hosting.Problems;
using Pmo.Protocol.Api;
using Pmo.Protocol.Wire;

namespace Pmo.Hosting.Decisions;

/// <summary>What a service tells the Gateway alone, from a number on: under the Gateway's own decision, in an answer that it can know for the service's.</summary>
public static class SealedFeed
{
    /// <summary>Where the Gateway fetches it. No call of the API leads here.</summary>
    /// <param name="app">The service's routes.</param>
    /// <param name="path">The address; its query <c>after</c> is the last number that the Gateway has.</param>
    /// <param name="operation">What the Gateway's own decision says when it fetches.</param>
    /// <param name="read">What comes after a number, 0 or more.</param>
    public static void MapSealedFeed<T>(
        this IEndpointRouteBuilder app, string path, string operation, Func<IServiceProvider, long, CancellationToken, Task<T>> read) =>
        app.MapGet(
            path,
            async Task<IResult> (AcceptedRequest accepted, long after, AnswerSeal seal, HttpContext context) =>
            {
                if (accepted.Decision.Operation != operation || after < 0)
                {
                    return new ProblemResult(CommonErrors.NotFound);
                }

                var body = JsonSerializer.SerializeToUtf8Bytes(await read(context.RequestServices, after, context.RequestAborted), ApiJson.Options);
                context.Response.Headers[PmoHeaders.Seal] = seal.Make(accepted.Decision.Jti, body);
                return Results.Bytes(body, "application/json");
            }).ExcludeFromDescription();
}
