using Pmo.Gateway.Access;
using Pmo.Gateway.Alarms.Answers;
using Pmo.Gateway.AuditReading;
using Pmo.Gateway.Idempotency;
using Pmo.Gateway.Refusals;
using Pmo.Gateway.Requests;
using Pmo.Gateway.Sessions;
using Pmo.Gateway.Tokens;
using Pmo.Hosting.Decisions;
using Pmo.Hosting.Problems;

namespace Pmo.Gateway;

/// <summary>Every error that the Gateway answers by itself, beside those that every service answers.</summary>
internal static class GatewayErrors
{
    public static IEnumerable<ErrorCode> All =>
        [DecisionErrors.DigestMismatch, RefusalMeter.TooMany, .. TokenErrors.All, .. RequestErrors.All, .. AccessErrors.All, .. SessionErrors.All, .. IdempotencyErrors.All,
            .. ReadingErrors.All, .. AlarmErrors.All];
}
