using Pmo.Hosting.Decisions;
using Pmo.Hosting.Problems;
using Pmo.Hosting.Work;
using Pmo.Protocol.Parts;

namespace Pmo.Matching.Sessions;

/// <summary>A check or upload, as far as its rules are the same.</summary>
internal interface IPartSession
{
    int Rows { get; }

    bool IsCommitted { get; }

    DateTimeOffset ExpiresAt { get; }
}

/// <summary>Rules that checks and uploads share.</summary>
internal static class SessionRules
{
    /// <summary>Operations of the agreements' vocabulary.</summary>
    public const string Check = "check";

    /// <inheritdoc cref="Check"/>
    public const string Upload = "upload";

    /// <summary>Whether a decision reaches the session <paramref name="id"/> of <paramref name="partner"/>: another's, or one of another session, is not found.</summary>
    public static bool Reaches(this Decision decision, string id, string partner) =>
        (decision.Session is null || decision.Session == id) && decision.Partner == partner;

    /// <summary>What an opening decision must say: which session, until when, and as many persons as the request.</summary>
    public static Failure? RefusesOpening(Decision decision, string operation, int rows)
    {
        if (decision.Operation != operation)
        {
            return SessionErrors.OperationMismatch;
        }

        if (rows is < 1 or > PartPlan.MaxRows)
        {
            return SessionErrors.RowsInvalid;
        }

        return decision.N == rows && !string.IsNullOrEmpty(decision.Session) && decision.SessionExp is not null ? null : (Failure)SessionErrors.SessionMismatch;
    }

    /// <summary>Whether the session takes part <paramref name="part"/> at <paramref name="now"/>.</summary>
    public static Failure? RefusesPart(IPartSession session, int part, DateTimeOffset now)
    {
        if (session.IsCommitted)
        {
            return SessionErrors.SessionCommitted;
        }

        if (session.ExpiresAt <= now)
        {
            return SessionErrors.SessionExpired;
        }

        return PartPlan.PersonsIn(session.Rows, part) == 0 ? SessionErrors.PartUnknown.With(part, PartPlan.Count(session.Rows) - 1) : null;
    }

    /// <summary>Which parts are missing, if any.</summary>
    public static Failure? RefusesCommit(int rows, IReadOnlyCollection<int> received)
    {
        var missing = Enumerable.Range(0, PartPlan.Count(rows)).Except(received).ToList();
        return missing.Count == 0
            ? null
            : new Failure(
                SessionErrors.PartsMissing, [missing.Count], [.. missing.Select(p => new FailureItem(SessionErrors.PartMissing, [p], Index: p))]);
    }

    /// <summary>As the API names the state of a session.</summary>
    public static string State(IPartSession session, DateTimeOffset now)
    {
        if (session.ExpiresAt <= now && !session.IsCommitted)
        {
            return "expired";
        }

        return session.IsCommitted ? "committed" : "open";
    }
}
