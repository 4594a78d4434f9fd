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
        if (session is null || !IsAddressed(call, session))
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
    /// <returns>The session with what may be disclosed both then and now.</returns>
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

        var again = call.Policies.DecideAgain(new AccessRequest
        {
            Partner = session.Partner,
            Agreement = session.Agreement,
            Purpose = session.Purpose,
            Operation = SessionOperation.Of(session.Operation),
            Kind = session.Kind,
            Datasets = session.Datasets.Select(d => d.Id).ToList(),
            At = call.At,
        });
        call.Facts = call.Facts with { Policy = again.PolicyDigest };
        var disclosedNow = again.Obligations.Disclose.Select(d => d.ToWire()).ToHashSet(StringComparer.Ordinal);
        return again.Allowed
            ? (session with { Disclose = session.Disclose.Where(disclosedNow.Contains).ToList() }, null)
            : (null, AccessErrors.Of(again.Reason, again.Detail));
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

        if (Differs(call, PmoHeaders.Agreement, session.Agreement))
        {
            return SessionErrors.Mismatch.With(PmoHeaders.Agreement);
        }

        if (Differs(call, PmoHeaders.Purpose, session.Purpose))
        {
            return SessionErrors.Mismatch.With(PmoHeaders.Purpose);
        }

        return Differs(call, PmoHeaders.Domain, session.Kind) ? AccessErrors.DomainMismatch.With(session.Kind) : null;
    }

    private static bool Differs(CallContext call, string header, string expected) =>
        call.Http.Request.Headers.ContainsKey(header) && call.Header(header) != expected;

    // A check under an upload's address, or an upload under another dataset's, is as unknown as one that is not there.
    private static bool IsAddressed(CallContext call, Session session) => call.Call.Name switch
    {
        "evaluate" => true,
        ['c', 'h', 'e', 'c', 'k', ..] => session.Operation == "check",
        ['s', 'u', 'b', 'j', 'e', 'c', 't', ..] => session.Operation == "subject",
        _ => session.Operation == "upload" && session.Datasets is [var dataset] && dataset.Id == call.Route("dataset"),
    };
}
