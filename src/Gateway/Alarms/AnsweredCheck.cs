using Pmo.AuditLog;
using Pmo.Gateway.Alarms.Sketches;
using Pmo.Protocol.Time;

namespace Pmo.Gateway.Alarms;

/// <summary>A check that was answered, as the log tells it. Immutable.</summary>
internal sealed record AnsweredCheck
{
    private const string Operation = "check";

    public required string Session { get; init; }

    public required string Organisation { get; init; }

    public required string Agreement { get; init; }

    public required IReadOnlyList<string> Datasets { get; init; }

    public required DateTimeOffset At { get; init; }

    public required int Persons { get; init; }

    public required int Matched { get; init; }

    /// <summary>The commit's decision entry.</summary>
    public required string Receipt { get; init; }

    /// <summary>Null when its parts went by before this version, or another installation.</summary>
    public ListSketch? Sketch { get; init; }

    public DateOnly Day => Wib.DateOf(At);

    /// <summary>The check that an entry tells of; null when it tells of none. A commit that is sent again tells it again.</summary>
    public static AnsweredCheck? Of(AuditEntry entry) =>
        entry is { Kind: AuditKind.Access, Decision: AuditDecision.Outcome, Operation: Operation, Status: StatusCodes.Status200OK }
            and { Session: { } session, Organisation: { } organisation, Agreement: { } agreement, Rows: { } rows, Matched: { } matched, Previous: { } receipt }
            ? new AnsweredCheck
            {
                Session = session, Organisation = organisation, Agreement = agreement, Datasets = entry.Datasets ?? [], At = entry.At,
                Persons = rows, Matched = matched, Receipt = receipt,
            }
            : null;
}
