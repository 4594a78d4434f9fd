using Pmo.Matching.Sessions;
using Pmo.Protocol.Inputs;

namespace Pmo.Matching.Subjects;

/// <summary>A data subject's request as it lies in the database. Never prints its person.</summary>
internal sealed record Subject : IPartSession
{
    public const string Access = "access";
    public const string Erase = "erase";
    public const string Restrict = "restrict";
    public const string Lift = "lift";

    public long Key { get; init; }

    public string Id { get; init; } = "";

    public string Partner { get; init; } = "";

    /// <summary>access, erase, restrict or lift.</summary>
    public string Mode { get; init; } = "";

    public string CaseNumber { get; init; } = "";

    public string Kind { get; init; } = "";

    /// <summary><see cref="Kind"/>, read.</summary>
    public IdentityKind IdentityKind =>
        IdentityKind.TryParse(Kind, out var kind) ? kind : throw new InvalidDataException("The kind of a request is not known.");

    /// <summary>Of the part; null before it came.</summary>
    public string? Digest { get; init; }

    /// <summary>Whom, or which family card, it is about; null before the part came.</summary>
    public byte[]? Pseudonym { get; init; }

    /// <summary>JSON, after commit.</summary>
    public byte[]? Answer { get; init; }

    public long ExpiresAtSeconds { get; init; }

    /// <summary>One person, or card.</summary>
    public int Rows => 1;

    public bool IsCommitted => Answer is not null;

    public DateTimeOffset ExpiresAt => DateTimeOffset.FromUnixTimeSeconds(ExpiresAtSeconds);

    public override string ToString() => nameof(Subject);
}
