using System.Globalization;
using Pmo.Agreements;
using Pmo.Gateway.Alarms.Storage;
using Pmo.Gateway.AuditReading;
using Pmo.Hosting.Problems;

namespace Pmo.Gateway.Alarms.Answers;

/// <summary>What a reader asks for: the query string of <c>GET /v1/audit/alarms</c>. Immutable.</summary>
internal sealed record AlarmFilter(DateTimeOffset From, DateTimeOffset To, int Limit)
{
    private const int DefaultLimit = 100;

    public string? State { get; init; }

    public string? Kind { get; init; }

    public string? Organisation { get; init; }

    public string? Cursor { get; init; }

    /// <summary>What binds a cursor to its query: everything but the page's size.</summary>
    public string Fingerprint => string.Create(
        CultureInfo.InvariantCulture, $"alarms\n{From.ToUnixTimeMilliseconds()}\n{To.ToUnixTimeMilliseconds()}\n{State}\n{Kind}\n{Organisation}");

    /// <summary>Reads it; every parameter that is wrong is named.</summary>
    public static AlarmFilter? Read(IQueryCollection query, DateTimeOffset now, out Failure? failure)
    {
        var wrong = new List<FailureItem>();
        var (from, to, limit) = (DateTimeOffset.UnixEpoch, now.AddDays(1), DefaultLimit);
        foreach (var (name, values) in query)
        {
            var value = values.Count == 1 ? values[0] ?? "" : "";
            var (isRight, expected) = name switch
            {
                "from" => (ReadingTime.TryRead(value, isEnd: false, out from), ReadingTime.Expected),
                "to" => (ReadingTime.TryRead(value, isEnd: true, out to), ReadingTime.Expected),
                "limit" => (
                    int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out limit) && limit is >= 1 and <= EntryFilter.MostLimit,
                    $"1-{EntryFilter.MostLimit}"),
                "cursor" => (value.Length is > 0 and <= PageCursor.MaxLength, "next"),
                "state" => (value is StoredAlarm.Open or StoredAlarm.Closed, $"{StoredAlarm.Open} | {StoredAlarm.Closed}"),
                "kind" => (AlarmKind.All.Contains(value, StringComparer.Ordinal), string.Join(" | ", AlarmKind.All)),
                "organisation" => (PartyId.TryParse(value, out _, out _), "[a-z0-9-]{1,64}"),
                _ => (false, "state, kind, organisation, from, to, limit, cursor"),
            };
            if (!isRight)
            {
                var field = name.Length <= 64 ? name : name[..64];
                wrong.Add(new FailureItem(CommonErrors.FieldValue, [field, expected], Field: field));
            }
        }

        failure = wrong.Count > 0 ? new Failure(CommonErrors.FieldInvalid, [], wrong) : null;
        return failure is not null ? null : new AlarmFilter(from, to, limit)
        {
            State = query["state"].SingleOrDefault(),
            Kind = query["kind"].SingleOrDefault(),
            Organisation = query["organisation"].SingleOrDefault(),
            Cursor = query["cursor"].SingleOrDefault(),
        };
    }
}
