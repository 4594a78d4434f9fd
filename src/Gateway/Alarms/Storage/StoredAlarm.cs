using System.Text.Json;
using Pmo.Protocol.Api;

namespace Pmo.Gateway.Alarms.Storage;

/// <summary>An alarm as it lies in the database. Immutable.</summary>
internal sealed record StoredAlarm
{
    public const string Open = "open";
    public const string Closed = "closed";

    /// <summary>The order in which alarms were raised.</summary>
    public long Number { get; init; }

    public string Id { get; init; } = "";

    /// <summary>Milliseconds since 1970.</summary>
    public long At { get; init; }

    public string Kind { get; init; } = "";

    public string Organisation { get; init; } = "";

    public string? Agreement { get; init; }

    public string Datasets { get; init; } = "[]";

    public string Detail { get; init; } = "{}";

    public string Entries { get; init; } = "[]";

    public string State { get; init; } = Open;

    public string? Verdict { get; init; }

    public string? Note { get; init; }

    public string? ClosedBy { get; init; }

    public long? ClosedAt { get; init; }

    /// <summary>The decision entry of the closing.</summary>
    public string? ClosedEntry { get; init; }

    public IReadOnlyList<string> DatasetIds => JsonSerializer.Deserialize<List<string>>(Datasets, ApiJson.Options)!;

    /// <summary>As the API tells it.</summary>
    public AlarmItem ToItem() => new(
        Id, DateTimeOffset.FromUnixTimeMilliseconds(At), Kind, Organisation, State, JsonSerializer.Deserialize<AlarmDetail>(Detail, ApiJson.Options)!,
        JsonSerializer.Deserialize<List<string>>(Entries, ApiJson.Options)!, Agreement, DatasetIds is { Count: > 0 } datasets ? datasets : null, Verdict, Note,
        ClosedBy, ClosedAt is { } closed ? DateTimeOffset.FromUnixTimeMilliseconds(closed) : null);
}
