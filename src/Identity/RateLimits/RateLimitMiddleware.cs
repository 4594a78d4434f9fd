using Pmo.Hosting.Addresses;
using Pmo.Hosting.Problems;
using Pmo.Identity.Events;
using Pmo.Identity.Events.Storage;
using Pmo.Identity.Pages;

namespace Pmo.Identity.RateLimits;

/// <summary>Refuses what is too much from one address, unread; the first refusal of a minute is an event, the others are not.</summary>
internal sealed class RateLimitMiddleware(RequestDelegate next, RateLimiter limiter, AccountEventTable events)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<RatePolicy>() is not { } policy || !policy.Counts(context.Request.Method)
            || limiter.TakeAddress(policy, CallerKey.Of(context)) is not { IsOver: true } reading)
        {
            await next(context);
            return;
        }

        if (reading.IsFirst)
        {
            await events.AddAsync(
                new AccountEvent
                {
                    Action = policy.Action,
                    IsAllowed = false,
                    Reason = RateErrors.PerAddress,
                    Address = context.Connection.RemoteIpAddress?.ToString(),
                },
                CancellationToken.None);
        }

        IResult refusal = policy.Answer switch
        {
            RateAnswer.Protocol => RateErrors.Protocol(RateErrors.PerAddress, reading.RetryAfterSeconds),
            RateAnswer.Page => PlainPage.Of(RateErrors.TooManyRequests) with { RetryAfterSeconds = reading.RetryAfterSeconds },
            _ => new ProblemResult(new Failure(RateErrors.TooManyRequests, []) { RetryAfterSeconds = reading.RetryAfterSeconds }),
        };
        await refusal.ExecuteAsync(context);
    }
}
