using Pmo.Hosting.Problems;

namespace Pmo.Matching.Epochs;

/// <summary>Before every endpoint: without a pairing there is nothing to answer with. Pseudonyms may start later, so it is looked for again here.</summary>
internal sealed class PairingRequired(EpochRing ring) : IEndpointFilter
{
    private const int RetryAfterSeconds = 5;

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        if (ring.Active is null)
        {
            await ring.LookAsync(context.HttpContext.RequestAborted);
        }

        return ring.Active is null
            ? new ProblemResult(new Failure(EpochErrors.PairingMissing, []) { RetryAfterSeconds = RetryAfterSeconds })
            : await next(context);
    }
}
