namespace Pmo.Client.Lists.Reading;

/// <summary>What a number in a cell means, by its number format.</summary>
internal enum CellFormat
{
    /// <summary>A number.</summary>
    Number,

    /// <summary>A day, or a moment: days since the workbook's epoch.</summary>
    Date,

    /// <summary>A length of time, in days.</summary>
    Duration,
}
