using Pmo.Matching.Sessions;

namespace Pmo.Matching.Uploads;

/// <summary>An upload as it lies in the database.</summary>
internal sealed record Upload : IPartSession
{
    public const string Replace = "replace";
    public const string Append = "append";
    public const string Ended = "ended";

    public long Key { get; init; }

    public string Id { get; init; } = "";

    public long Dataset { get; init; }

    public string Partner { get; init; } = "";

    public string Mode { get; init; } = "";

    public string AsOf { get; init; } = "";

    public int Rows { get; init; }

    /// <summary>open, committed, superseded (by a later replace, or the dataset was closed), ended (expired, or the dataset was closed).</summary>
    public string State { get; init; } = "";

    public string? Receipt { get; init; }

    public int? DatasetRows { get; init; }

    public long ExpiresAtSeconds { get; init; }

    public bool IsOpen => State == "open";

    public bool IsCommitted => State is "committed" or "superseded";

    /// <summary>An upload that was ended has no time left.</summary>
    public DateTimeOffset ExpiresAt => DateTimeOffset.FromUnixTimeSeconds(ExpiresAtSeconds);
}
