using System.Data.Common;
using Pmo.Gateway.Access;
using Pmo.Hosting.Problems;
using Pmo.Protocol.Wire;
using Yarp.ReverseProxy.Transforms;

namespace Pmo.Gateway.Forwarding;

/// <summary>Between a service's answer and the caller: no outcome in the log, no answer.</summary>
internal sealed partial class OutcomeTransform(OutcomeWriter outcomes, ILogger<OutcomeTransform> logger)
{
    public async ValueTask ApplyAsync(ResponseTransformContext context)
    {
        var http = context.HttpContext;
        http.Response.Headers.Remove(PmoHeaders.Outcome);
        if (http.Features.Get<ForwardTicket>() is not { } ticket || context.ProxyResponse is not { } answer)
        {
            return;
        }

        http.Response.Headers[PmoHeaders.Audit] = ticket.Grant.Audit;

        // A service that does not accept our decision is out of order; the caller can do nothing about it and has no wrong credentials.
        var status = (int)answer.StatusCode;
        var failure = status == StatusCodes.Status401Unauthorized ? CommonErrors.ServiceUnavailable : null;
        if (failure is not null)
        {
            LogDecisionRefused(ticket.Call.Call.Name);
        }

        try
        {
            var header = answer.Headers.TryGetValues(PmoHeaders.Outcome, out var values) ? values.FirstOrDefault() : null;
            await outcomes.WriteAsync(ticket, failure?.Status ?? status, header);
        }
        catch (DbException e)
        {
            LogOutcomeFailed(ticket.Grant.Audit, e);
            ticket.IsRecorded = true;
            failure = AccessErrors.AuditUnavailable;
        }

        if (failure is not null)
        {
            // Nor do the headers of that answer tell anything.
            context.SuppressResponseBody = true;
            http.Response.Headers.Clear();
            http.Response.Headers[PmoHeaders.Audit] = ticket.Grant.Audit;
            await new ProblemResult(failure).ExecuteAsync(http);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A service refused the decision for {Call}; are the decision keys and clocks the same?")]
    private partial void LogDecisionRefused(string call);

    [LoggerMessage(Level = LogLevel.Error, Message = "The outcome of {Audit} could not be written; nothing was disclosed")]
    private partial void LogOutcomeFailed(string audit, Exception exception);
}
