using Pmo.Matching.Sessions;
using Pmo.Protocol.Inputs;

namespace Pmo.Matching.Checks;

/// <summary>A check as it lies in the database.</summary>
internal sealed record Check : IPartSession
{
    public long Key { get; init; }

    public string Id { get; init; } = "";

    public string Partner { get; init; } = "";

    public string Kind { get; init; } = "";

    /// <summary><see cref="Kind"/>, read.</summary>
    public IdentityKind IdentityKind =>
        IdentityKind.TryParse(Kind, out var kind) ? kind : throw new InvalidDataException("The kind of a check is not known.");

    public int Rows { get; init; }

    /// <summary>JSON: what the opening decision covered.</summary>
    public string Datasets { get; init; } = "";

    /// <summary>JSON: what the opening decision disclosed.</summary>
    public string Disclose { get; init; } = "";

    /// <summary>JSON: where the records lie that the opening decision let count.</summary>
    public string Regions { get; init; } = "[]";

    public string State { get; init; } = "";

    /// <summary>Under which name the answer is stored, after commit.</summary>
    public string? Attempt { get; init; }

    /// <summary>Distinct persons, after commit.</summary>
    public int Persons { get; init; }

    /// <summary>Distinct persons that matched, after commit.</summary>
    public int Matched { get; init; }

    public long ExpiresAtSeconds { get; init; }

    public bool IsCommitted => State == "committed";

    public DateTimeOffset ExpiresAt => DateTimeOffset.FromUnixTimeSeconds(ExpiresAtSeconds);
}
