using System.Globalization;
using Pmo.Agreements;
using Pmo.Gateway.Api;
using Pmo.Gateway.Sessions;
using Pmo.Gateway.Sessions.Storage;
using Pmo.Hosting.Problems;
using Pmo.Protocol.Parts;
using Pmo.Protocol.Wire;

namespace Pmo.Gateway.Access;

/// <summary>Finds the session that a call belongs to, holds the call against it, and decides again what may change while it is open. Thread-safe.</summary>
internal sealed class SessionRule(SessionTable sessions, SubjectCases cases, TimeProvider time)
{
    /// <summary>A caller's own session, open or not.</summary>
    public async Task<(Session? Session, Failure? Failure)> FindAsync(CallContext call, CancellationToken cancellation)
    {
        var id = call.Route("session") ?? call.Header(PmoHeaders.Session);
        if (id is null)
        {
            return (null, CommonErrors.HeaderMissing.With(PmoHeaders.Session));
        }

        var session = SessionId.IsWellFormed(id) ? await sessions.FindAsync(id, call.Partner, cancellation) : null;
        if (session is null || !SessionOperation.IsAddressed(call, session))
        {
            return (null, SessionErrors.Unknown);
        }

        call.Facts = new AccessFacts
        {
            Agreement = session.Agreement,
            Purpose = session.Purpose,
            Operation = call.Call.Operation is "" or "read" ? call.Call.Name : session.Operation,
            Datasets = session.Datasets.Select(d => d.Id).ToList(),
            Session = session.Id,
            Case = session.Operation == "subject" ? await cases.FindAsync(session.Id, cancellation) : null,
        };
        return (session, null);
    }

    /// <summary>The same, ready to go on: not ended, agreement and purpose as when it was opened, and still allowed.</summary>
    /// <returns>The session on the strictest of the terms of then and now.</returns>
    public async Task<(Session? Session, Failure? Failure)> ContinueAsync(CallContext call, CancellationToken cancellation)
    {
        var (session, failure) = await FindAsync(call, cancellation);
        if (session is null)
        {
            return (null, failure);
        }

        failure = HeldAgainst(call, session);
        if (failure is not null)
        {
            return (null, failure);
        }

        var operation = SessionOperation.Of(session.Operation);
        var request = new AccessRequest
        {
            Partner = session.Partner,
            Agreement = session.Agreement,
            Purpose = session.Purpose,
            Operation = operation.Operation,
            Kind = session.Kind,
            Datasets = session.Datasets.Select(d => d.Id).ToList(),
            At = call.At,
        };
        var again = call.Policies.DecideAgain(request);
        call.Facts = call.Facts with { Policy = again.PolicyDigest };
        if (!again.Allowed)
        {
            return (null, AccessErrors.Of(again.Reason, again.Detail));
        }

        var kinds = session.Kinds.Intersect(operation.Kinds(call.Policies, request), StringComparer.Ordinal).ToList();
        if (call.Header(PmoHeaders.Domain) is { } domain && !kinds.Contains(domain, StringComparer.Ordinal))
        {
            return (null, AccessErrors.Of(ReasonCode.KindNotPermitted));
        }

        return session.Narrowed(again.Obligations) is { } narrowed
            ? (narrowed with { Kinds = kinds }, null)
            : (null, AccessErrors.Of(ReasonCode.RegionNotPermitted));
    }

    /// <summary>The part that a call names, from 0.</summary>
    public static int? ReadPart(CallContext call, Session session, out Failure? failure)
    {
        var text = call.Route("part") ?? call.Header(PmoHeaders.Part);
        if (text is null)
        {
            failure = CommonErrors.HeaderMissing.With(PmoHeaders.Part);
            return null;
        }

        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var part) || PartPlan.PersonsIn(session.N, part) == 0)
        {
            failure = SessionErrors.PartUnknown.With(text, PartPlan.Count(session.N));
            return null;
        }

        failure = null;
        return part;
    }

    private Failure? HeldAgainst(CallContext call, Session session)
    {
        if (session.ExpiresAt <= time.GetUtcNow())
        {
            return SessionErrors.Expired;
        }

        if (session.State == Session.Cancelled || (session.State == Session.Committed && call.Call.Kind == CallKind.Part))
        {
            return SessionErrors.Ended;
        }

        if (Differs(call, PmoHeaders.Agreement, [session.Agreement]))
        {
            return SessionErrors.Mismatch.With(PmoHeaders.Agreement);
        }

        if (Differs(call, PmoHeaders.Purpose, [session.Purpose]))
        {
            return SessionErrors.Mismatch.With(PmoHeaders.Purpose);
        }

        // Which of those beside its own kind are allowed is decided by the agreement.
        return Differs(call, PmoHeaders.Domain, [session.Kind, .. SessionOperation.Of(session.Operation).Beside.Select(k => k.Name)])
            ? AccessErrors.DomainMismatch.With(session.Kind)
            : null;
    }

    private static bool Differs(CallContext call, string header, ReadOnlySpan<string> expected) =>
        call.Http.Request.Headers.ContainsKey(header) && !expected.Contains(call.Header(header));
}
