using Pmo.Protocol.Api;

namespace Pmo.Gateway.Alarms;

/// <summary>What a rule found; an alarm, if it is the first of its key. Immutable.</summary>
/// <param name="Kind">One of <see cref="AlarmKind"/>.</param>
/// <param name="Key">What is raised once, within its kind.</param>
/// <param name="Organisation">Whose use it is about.</param>
/// <param name="Detail">Numbers, and names of machines.</param>
/// <param name="Entries">Ids of the audit entries it is about.</param>
internal sealed record Finding(string Kind, string Key, string Organisation, AlarmDetail Detail, IReadOnlyList<string> Entries)
{
    public string? Agreement { get; init; }

    public IReadOnlyList<string> Datasets { get; init; } = [];
}
