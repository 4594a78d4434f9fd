namespace Pmo.Client.Lists;

/// <summary>One cell of a partner's list. Does not print itself: it may hold a NIK.</summary>
/// <param name="Text">What the cell shows, without formatting: whole digits, dates as ISO 8601; never null, may be empty.</param>
/// <param name="IsNumber">The workbook keeps it as a number, which has 15 or 16 significant digits. Never in CSV.</param>
public readonly record struct ListCell(string Text, bool IsNumber)
{
    /// <summary>A cell that is not there.</summary>
    public static ListCell Empty { get; } = new("", IsNumber: false);

    /// <summary>Whether nothing but white space is in it.</summary>
    public bool IsBlank => string.IsNullOrWhiteSpace(Text);

    /// <summary>The type's name.</summary>
    public override string ToString() => nameof(ListCell);
}
