namespace Pmo.Client.Lists;

/// <summary>How a list is written.</summary>
public enum ListFormat
{
    /// <summary>Delimited text.</summary>
    Csv,

    /// <summary>An Excel workbook (Office Open XML).</summary>
    Xlsx,
}
