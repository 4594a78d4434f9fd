using Pmo.Matching.Questions;
using Pmo.Matching.Withholding;
using Pmo.Protocol.Api;

namespace Pmo.Matching.Coverage;

/// <summary>Names a cell by its values on the axes that were asked for.</summary>
internal sealed record CellLabels(CoverageOrder Order, Programmes Programmes, IReadOnlyList<RegionGroup> Groups)
{
    public CoverageCell Label(CoverageCell told, Cell cell) => told with
    {
        Region = Order.RegionAxis < 0 ? null : Groups[cell[Order.RegionAxis]].Code,
        Rest = Order.RegionAxis >= 0 && Groups[cell[Order.RegionAxis]].IsRest ? true : null,
        Programme = Order.ProgrammeAxis < 0 ? null : Programmes[cell[Order.ProgrammeAxis]],
        Year = Order.YearAxis < 0 ? null : cell[Order.YearAxis],
        Need = Order.NeedsAxis < 0 ? null : cell[Order.NeedsAxis] == 0 ? "" : Categories.NameOf(cell[Order.NeedsAxis] - 1),
        Desil = Order.DesilAxis < 0 ? null : cell[Order.DesilAxis],
    };

    /// <summary>What is there is told, what is not is named as withheld.</summary>
    public static CoverageCell Withholding(CoverageCell told, params (string Name, long? Value)[] values) =>
        told with { Withheld = [.. values.Where(v => v.Value is null).Select(v => v.Name)] };
}
