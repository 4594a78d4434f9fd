namespace Pmo.Client.Lists;

/// <summary>Fills the added cells of one data row.</summary>
/// <param name="row">The row being written: its number, line and cells.</param>
/// <param name="cells">One per added header, empty at first.</param>
public delegate void FillAdded(ListRows row, Span<string> cells);

/// <summary>What a copy of a list has besides the list's own columns.</summary>
/// <param name="Headers">Headers of the added columns.</param>
/// <param name="Fill">Called once for every data row, in order.</param>
/// <param name="NikColumn">0-based; its numeric cells become text in a workbook.</param>
public sealed record ListAddition(IReadOnlyList<string> Headers, FillAdded Fill, int NikColumn);
