using Pmo.Matching.Withholding;

namespace Pmo.Matching.Coverage;

/// <summary>The cell of one person's aid.</summary>
internal static class AidCell
{
    public static Cell Of(Cell cell, in AidEntry entry, CoverageOrder order)
    {
        cell = order.ProgrammeAxis < 0 ? cell : cell.With(order.ProgrammeAxis, entry.Programme);
        return order.YearAxis < 0 ? cell : cell.With(order.YearAxis, entry.Year);
    }
}
