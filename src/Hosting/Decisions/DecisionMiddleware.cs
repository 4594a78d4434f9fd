using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Primitives;
using Pmo.Hosting.Problems;
using Pmo.Hosting.Startup;
using Pmo.Protocol.Wire;

namespace Pmo.Hosting.Decisions;

/// <summary>Stands before everything under <c>/v1</c> of a service: no decision, no act.</summary>
internal sealed class DecisionMiddleware(RequestDelegate next, DecisionVerifier verifier)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        var body = await ReadAsync(request, context.RequestAborted);
        var header = request.Headers[PmoHeaders.ContentDigest];
        string? digest = header.Count == 0 ? null : header.ToString();
        if (body.Length > 0 && (!ContentDigest.TryParse(digest, out var claimed) || claimed != ContentDigest.Of(body)))
        {
            await new ProblemResult(DecisionErrors.DigestMismatch).ExecuteAsync(context);
            return;
        }

        var jws = request.Headers[PmoHeaders.Decision];
        var decision = await verifier.VerifyAsync(
            Single(jws), request.Method, request.GetEncodedPathAndQuery(), body.Length > 0 ? digest : null, context.RequestAborted);
        if (decision is null)
        {
            await new ProblemResult(DecisionErrors.DecisionRequired).ExecuteAsync(context);
            return;
        }

        context.Response.Headers[PmoHeaders.Audit] = decision.Audit;
        context.Features.Set(new AcceptedRequest(decision, body));
        await next(context);
    }

    private static string? Single(StringValues values) => values.Count == 1 ? values[0] : null;

    private static async Task<byte[]> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        // Kestrel holds the body to MaxBodyBytes, whatever it says of its length.
        using var buffer = new MemoryStream((int)Math.Clamp(request.ContentLength ?? 0, 0, ServiceHost.MaxBodyBytes));
        await request.Body.CopyToAsync(buffer, cancellation);
        return BodyBytes.Of(buffer);
    }
}
