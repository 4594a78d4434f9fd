namespace Pmo.Client.Lists;

/// <summary>How to open a list.</summary>
public sealed record ListOptions
{
    /// <summary>The sheet's name; without it the first visible sheet that has data. Not used for CSV.</summary>
    public string? Sheet { get; init; }

    /// <summary>What the list may measure.</summary>
    public ListLimits Limits { get; init; } = new();
}
