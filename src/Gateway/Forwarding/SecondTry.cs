using Pmo.Gateway.Access;
using Pmo.Gateway.Api;
using Pmo.Gateway.Decisions;
using Pmo.Protocol.Wire;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Model;

namespace Pmo.Gateway.Forwarding;

/// <summary>
/// Sends a request once more, to another replica, when the first did not answer: where no connection was made, or where the call can be made twice without
/// harm. All else is an outage to the caller, whose retry brings the same <c>Idempotency-Key</c>. Stands before YARP's load balancing.
/// </summary>
internal sealed partial class SecondTry(RequestDelegate next, DecisionKeys keys, TimeProvider time, ILogger<SecondTry> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        await next(context);
        var ticket = context.Features.Get<ForwardTicket>();
        var proxied = context.Features.Get<IReverseProxyFeature>();
        if (context.GetForwarderErrorFeature() is not { } failed || context.Response.HasStarted || context.RequestAborted.IsCancellationRequested
            || ticket?.IsRecorded == true || proxied?.ProxiedDestination is not { } dead
            || !(WasNeverSent(failed) || (HasBroken(failed) && IsRepeatable(context, ticket))))
        {
            return;
        }

        var others = proxied.AllDestinations.Where(d => d != dead && d.Health is not { Active: DestinationHealth.Unhealthy } and not { Passive: DestinationHealth.Unhealthy }).ToList();
        if (others.Count == 0)
        {
            return;
        }

        Reset(context, ticket);
        proxied.AvailableDestinations = others;
        LogAgain(ticket?.Call.Call.Name ?? "identity", dead.DestinationId);
        await next(context);
    }

    // The service has not seen it, so nothing can have come of it.
    private static bool WasNeverSent(IForwarderErrorFeature failed) =>
        failed is { Error: ForwarderError.Request, Exception: HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } };

    // Not a timeout: whoever is slow may still be at it, and a second one makes that worse.
    private static bool HasBroken(IForwarderErrorFeature failed) => failed.Error is ForwarderError.Request or ForwarderError.RequestBodyDestination;

    // Parts are known by their digest and charged once; reads change nothing. Whatever opens, ends or charges has a key by which its caller repeats it.
    private static bool IsRepeatable(HttpContext context, ForwardTicket? ticket) => ticket is null
        ? HttpMethods.IsGet(context.Request.Method) && context.Request.Path.StartsWithSegments("/.well-known", StringComparison.Ordinal)
        : ticket.Grant.Settle is null
            && (ticket.Call.Call.Kind == CallKind.Part
                || (ticket.Call.Call.Kind is CallKind.Read or CallKind.ReadSession && HttpMethods.IsGet(context.Request.Method)));

    private void Reset(HttpContext context, ForwardTicket? ticket)
    {
        context.Response.StatusCode = StatusCodes.Status200OK;
        context.Features.Set<IForwarderErrorFeature>(null);
        if (context.Request.Body.CanSeek)
        {
            context.Request.Body.Position = 0;
        }

        // A decision can be used once, and the first replica may have used it.
        if (ticket is { Grant.Decision: { } decision, Call.Call.Service: { } service })
        {
            context.Request.Headers[PmoHeaders.Decision] = keys.For(service).Sign(DecisionFactory.Again(decision, time.GetUtcNow()));
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Call} goes to another replica: {Destination} did not answer")]
    private partial void LogAgain(string call, string destination);
}
