namespace Pmo.AuditLog;

/// <summary>
/// One entry: who did what, under which agreement, and what came of it. Never a NIK, token, pseudonym or credential. Immutable.
/// </summary>
public sealed record AuditEntry
{
    /// <summary>The caller's receipt; see <see cref="AuditId"/>.</summary>
    public required string Id { get; init; }

    /// <summary>UTC, kept to the millisecond.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary><c>access</c>, <c>config</c>, <c>key</c>, <c>account</c> or <c>audit</c>; see <see cref="AuditKind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary><c>allow</c>, <c>deny</c> or, for what came of an earlier entry, <c>outcome</c>.</summary>
    public required string Decision { get; init; }

    /// <summary>The organisation; null when nobody was identified.</summary>
    public string? Organisation { get; init; }

    /// <summary>Client or person.</summary>
    public string? User { get; init; }

    public string? Agreement { get; init; }

    public string? Purpose { get; init; }

    public string? Operation { get; init; }

    public IReadOnlyList<string>? Datasets { get; init; }

    /// <summary>The check or upload it belongs to.</summary>
    public string? Session { get; init; }

    /// <summary>Persons of the list.</summary>
    public int? Rows { get; init; }

    /// <summary>Persons found.</summary>
    public int? Matched { get; init; }

    /// <summary>Persons charged, of an outcome where only the service knew how many.</summary>
    public int? Charged { get; init; }

    /// <summary>The case number of a data subject's request.</summary>
    public string? Case { get; init; }

    /// <summary>Stable codes.</summary>
    public IReadOnlyList<string>? Reasons { get; init; }

    /// <summary>Digest of the policy set that decided.</summary>
    public string? Policy { get; init; }

    /// <summary>HTTP status, of an outcome.</summary>
    public int? Status { get; init; }

    /// <summary>Duration, of an outcome.</summary>
    public long? Milliseconds { get; init; }

    /// <summary>The trace the request belongs to.</summary>
    public string? Request { get; init; }

    /// <summary>The address the request came from.</summary>
    public string? Address { get; init; }

    /// <summary>Of an outcome, or of what was done to an account by a call of the API: the id of the decision entry.</summary>
    public string? Previous { get; init; }

    /// <summary>Of an erasure: which entries, at most 256; see <see cref="ErasedEntry"/>.</summary>
    public IReadOnlyList<ErasedEntry>? Erased { get; init; }

    /// <summary>The kid of the signing key that an entry of kind <c>key</c> is about.</summary>
    public string? Key { get; init; }
}

/// <summary>One entry whose details were erased when their retention had ended.</summary>
/// <param name="Seq">Its place in the log, from 0.</param>
/// <param name="Kept">SHA-256 over the bytes that stay, base64url.</param>
public sealed record ErasedEntry(long Seq, string Kept);

/// <summary>The kinds of entries.</summary>
public static class AuditKind
{
    public const string Access = "access";
    public const string Config = "config";
    public const string Key = "key";
    public const string Account = "account";

    /// <summary>What happens to the log itself.</summary>
    public const string Audit = "audit";
}

/// <summary>What an entry records.</summary>
public static class AuditDecision
{
    public const string Allow = "allow";
    public const string Deny = "deny";
    public const string Outcome = "outcome";
}
