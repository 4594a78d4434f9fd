namespace Pmo.Gateway.Idempotency;

/// <summary>What a request with an <c>Idempotency-Key</c> turns out to be.</summary>
internal enum TryKind
{
    /// <summary>The first of its key.</summary>
    First,

    /// <summary>A retry: it takes up the session and the entry of the first.</summary>
    Again,

    /// <summary>The first is still under way.</summary>
    Running,

    /// <summary>The key was used for another body.</summary>
    Differs,
}

/// <summary>The answer of the table, with what the first try left.</summary>
internal sealed record IdempotentTry(TryKind Kind, string? Session = null, string? Audit = null);
