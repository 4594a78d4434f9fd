namespace Pmo.Client.Lists.Reading;

/// <param name="Names">The header's cells.</param>
/// <param name="Line">Where it starts, from 1.</param>
internal sealed record ListHeader(IReadOnlyList<string> Names, int Line)
{
    /// <summary>The header of a list whose first row with something in it has been read. Cells after the last named one are left out.</summary>
    public static ListHeader Of(RowSource source)
    {
        var count = source.Cells.FindLastIndex(c => !c.IsBlank) + 1;
        return new ListHeader([.. source.Cells.Take(count).Select(c => c.Text)], source.Line);
    }
}
