using Pmo.AuditLog;
using Pmo.Gateway.Api;
using Pmo.Gateway.Audit;
using Pmo.Gateway.Decisions;
using Pmo.Gateway.Forwarding;
using Pmo.Gateway.Policies;
using Pmo.Gateway.Quotas;
using Pmo.Gateway.Refusals;
using Pmo.Gateway.Requests;
using Pmo.Gateway.Tokens;
using Pmo.Hosting.Problems;
using Pmo.Protocol.Wire;

namespace Pmo.Gateway.Access;

/// <summary>
/// The door: identifies, reads, decides, records, and only then lets a request of the API on, with a signed decision in place of the caller's token.
/// </summary>
internal sealed class AccessMiddleware(
    RequestDelegate next, CallerAuthenticator authenticator, AccessRules rules, AuditTrail trail, OutcomeWriter outcomes, DecisionKeys keys,
    RefusalMeter refusals, PolicyHolder policies, TimeProvider time, ILogger<AccessMiddleware> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (ApiCalls.Of(context) is not { } api)
        {
            await next(context);
            return;
        }

        try
        {
            await AdmitAsync(new CallContext(context, api, policies.Current, time.GetUtcNow()));
        }
        catch (LogDamagedException) when (!context.Response.HasStarted)
        {
            await new ProblemResult(AccessErrors.AuditUnavailable).ExecuteAsync(context);
        }
    }

    private async Task AdmitAsync(CallContext call)
    {
        var (context, api) = (call.Http, call.Call);
        var result = await JudgeAsync(call);
        if (result.Grant is not { } grant)
        {
            await RefuseAsync(call, result.Failure!);
            return;
        }

        context.Response.Headers[PmoHeaders.Audit] = grant.Audit;
        QuotaMeter.WriteHeaders(context.Response, grant.Readings, call.At);
        var ticket = new ForwardTicket(call, grant);
        context.Features.Set(ticket);
        Dress(context.Request, api, grant);
        try
        {
            await next(context);
        }
        catch (Exception) when (!ticket.IsRecorded)
        {
            await outcomes.WriteAsync(ticket, StatusCodes.Status500InternalServerError, header: null);
            throw;
        }

        // The answer's own transform has written the outcome, unless no answer came. The proxy says 502 or 504 then; the API says 503 for all of them.
        if (!ticket.IsRecorded)
        {
            if (!context.Response.HasStarted)
            {
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            }

            await outcomes.WriteAsync(ticket, StatusCodes.Status503ServiceUnavailable, header: null);
        }
    }

    private async Task<AccessResult> JudgeAsync(CallContext call)
    {
        try
        {
            var result = await DecideAsync(call);

            // Parts, retries and refusals have no decision entry of their own to use the proof up with.
            await trail.UseProofAsync(call);
            return result;
        }
        catch (ProofReplayedException)
        {
            call.Forget();
            return TokenErrors.ProofReplayed;
        }
    }

    private async Task<AccessResult> DecideAsync(CallContext call)
    {
        (call.Caller, call.Once, var failure) = await authenticator.AuthenticateAsync(call.Http);
        if (call.Caller is not { } caller)
        {
            return failure!;
        }

        if (call.Call.Role is { } role && !caller.Roles.Contains(role, StringComparer.Ordinal))
        {
            return AccessErrors.RoleRequired.With(role);
        }

        if (RequestReader.CheckHead(call.Http.Request) is { } refused)
        {
            return refused;
        }

        (call.Body, failure) = await RequestReader.ReadBodyAsync(call.Http.Request, call.Call, call.Http.RequestAborted);
        return failure is null ? await rules.For(call.Call.Kind).DecideAsync(call, call.Http.RequestAborted) : failure;
    }

    private async Task RefuseAsync(CallContext call, Failure failure)
    {
        // A step of the protocol: token and proof hold, the same call comes again at once, nothing was refused and nothing disclosed.
        var isAudited = failure.Code != TokenErrors.NonceRequired;
        if (isAudited && call.Caller is null)
        {
            (failure, isAudited) = refusals.Take(call.Http, failure);
        }

        CallerAuthenticator.Challenge(call.Http.Response, failure);
        if (isAudited)
        {
            var audit = await trail.DenyAsync(call, failure.Code.Code, failure.Code.Status);
            call.Http.Response.Headers[PmoHeaders.Audit] = audit;
            Log.Refused(logger, call.Call.Name, call.Caller?.Organisation ?? "nobody", failure.Code.Code, audit);
        }

        await new ProblemResult(failure).ExecuteAsync(call.Http);
    }

    private void Dress(HttpRequest request, ApiCall api, Grant grant)
    {
        // What the caller proved stays here; a service has no use for it.
        request.Headers.Remove("Authorization");
        request.Headers.Remove(PmoHeaders.Dpop);
        request.Headers.Remove("Cookie");
        if (api.Service is not null && grant.Decision is { } decision)
        {
            request.Headers[PmoHeaders.Decision] = keys.For(api.Service).Sign(decision);
        }
    }
}
