namespace Pmo.Matching.Destructions;

/// <summary>Records were destroyed for good.</summary>
/// <param name="Dataset">Of which dataset.</param>
/// <param name="Owner">Whose.</param>
/// <param name="Reason">One of the constants.</param>
/// <param name="Rows">How many rows.</param>
/// <param name="Audit">The request that asked for it; null when time did.</param>
internal sealed record Destroyed(string Dataset, string Owner, string Reason, long Rows, string? Audit)
{
    /// <summary>Its retention had ended.</summary>
    public const string Retention = "retention";

    /// <summary>Its owner closed it.</summary>
    public const string Closed = "closed";

    /// <summary>A person's rows, at their request.</summary>
    public const string Erased = "erased";
}
