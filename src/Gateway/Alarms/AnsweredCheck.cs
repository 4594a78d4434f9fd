using Pmo.AuditLog;
using Pmo.Gateway.Alarms.Sketches;
using Pmo.Protocol.Time;

namespace Pmo.Gateway.Alarms;

/// <summary>A check that was answered, or a page of duplicates, as the log tells it. Immutable.</summary>
internal sealed record AnsweredCheck
{
    private const string Check = "check";
    private const string Duplicates = "duplicates";

    /// <summary>Of a check its session; of a page of duplicates its receipt: each page is asked for by itself.</summary>
    public required string Session { get; init; }

    public required string Organisation { get; init; }

    public required string Agreement { get; init; }

    public required IReadOnlyList<string> Datasets { get; init; }

    public required DateTimeOffset At { get; init; }

    public required int Persons { get; init; }

    public required int Matched { get; init; }

    /// <summary>Whether it was asked for by a list. What share of an own dataset others serve too is nobody's guess, and pages are no lists.</summary>
    public required bool IsList { get; init; }

    /// <summary>The commit's decision entry.</summary>
    public required string Receipt { get; init; }

    /// <summary>Null when its parts went by before this version, or another installation.</summary>
    public ListSketch? Sketch { get; init; }

    public DateOnly Day => Wib.DateOf(At);

    /// <summary>
    /// The check, or the page of duplicates with somebody new in it, that an entry tells of; null when it tells of none. A commit that is sent again tells it
    /// again.
    /// </summary>
    public static AnsweredCheck? Of(AuditEntry entry)
    {
        if (entry is not { Kind: AuditKind.Access, Decision: AuditDecision.Outcome, Operation: Check or Duplicates, Status: StatusCodes.Status200OK }
            || entry is not { Organisation: not null, Agreement: not null, Rows: not null, Matched: not null, Previous: not null })
        {
            return null;
        }

        var isList = entry.Operation == Check;
        var (session, persons) = isList ? (entry.Session, entry.Rows.Value) : (entry.Previous, Math.Min(entry.Rows.Value, entry.Charged ?? 0));
        return session is null || (!isList && persons == 0) ? null : new AnsweredCheck
        {
            Session = session, Organisation = entry.Organisation, Agreement = entry.Agreement, Datasets = entry.Datasets ?? [], At = entry.At,
            Persons = persons, Matched = Math.Min(entry.Matched.Value, persons), Receipt = entry.Previous, IsList = isList,
        };
    }
}
