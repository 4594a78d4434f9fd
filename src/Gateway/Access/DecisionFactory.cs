using Pmo.Agreements;
using Pmo.Gateway.Decisions;
using Pmo.Gateway.Sessions;
using Pmo.Hosting.Decisions;

namespace Pmo.Gateway.Access;

/// <summary>Fills in what every decision says of its request.</summary>
internal static class DecisionFactory
{
    private const int LifeSeconds = 60;

    /// <summary>A decision for the service that answers <paramref name="call"/>.</summary>
    public static Decision Make(CallContext call, string audit, string? policy)
    {
        // Not the time the request came in: a slow body must not use the decision's life up.
        var now = call.Http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().ToUnixTimeSeconds();
        return new Decision
        {
            Iss = Decision.Issuer,
            Aud = call.Call.Service ?? Api.ApiCalls.Matching,
            Jti = DecisionKeys.NewJti(),
            Iat = now,
            Exp = now + LifeSeconds,
            Partner = call.Partner,
            User = call.Caller!.User,
            Operation = call.Call.Operation,
            Method = call.Http.Request.Method,
            Target = call.Target,
            Digest = call.Digest,
            Audit = audit,
            Policy = policy,
        };
    }

    /// <summary>The same, with what the agreement named in <paramref name="headers"/> allows: where to look, and what the answer must keep to.</summary>
    public static Decision Make(CallContext call, string audit, AgreementHeaders headers, AccessDecision policy) => Make(call, audit, policy.PolicyDigest) with
    {
        Agreement = headers.Agreement,
        Purpose = headers.Purpose,
        Datasets = policy.Datasets.Select(d => new DecidedDataset(d.Id.Value, d.Owner.Value)).ToList(),
        Disclose = policy.Obligations.Disclose.Select(d => d.ToWire()).ToList(),
        Regions = policy.Obligations.Regions.ToDecided(),
        Threshold = policy.Obligations.Threshold,
        Epsilon = policy.Obligations.Noise?.Epsilon,
    };

    /// <summary>The same decision for a second try: another <c>jti</c>, and its time begins anew.</summary>
    public static Decision Again(Decision decision, DateTimeOffset now) => decision with
    {
        Jti = DecisionKeys.NewJti(),
        Iat = now.ToUnixTimeSeconds(),
        Exp = now.ToUnixTimeSeconds() + LifeSeconds,
    };

    /// <summary>The same, with what the session says.</summary>
    public static Decision Make(CallContext call, string audit, string? policy, Session session) => Make(call, audit, policy) with
    {
        Agreement = session.Agreement,
        Purpose = session.Purpose,
        Operation = session.Operation,
        Datasets = session.Datasets,
        Disclose = session.Disclose,
        Regions = session.Regions.ToDecided(),
        Threshold = session.Threshold,
        Epsilon = session.Epsilon,
        Kind = session.Kind,
        Kinds = session.Kinds,
        N = session.N,
        Session = session.Id,
        SessionExp = session.ExpiresAt.ToUnixTimeSeconds(),
    };
}
