using Pmo.Matching.Questions;
using Pmo.Matching.Scanning;
using Pmo.Matching.Withholding;

namespace Pmo.Matching.Coverage;

/// <summary>
/// Sums rupiah inside and outside the register, and counts who contributes. Inside, region, needs and desil are the register row's; outside, the region is
/// the aid row's (with several the first by code). Not thread-safe.
/// </summary>
internal sealed class RupiahCount(CoverageOrder order, ScanTexts regions, IReadOnlyList<int> datasetOf) : ICoverageCount
{
    public const int Inside = 0;
    public const int Outside = 1;
    public const int ClaimedInside = 2;
    public const int ClaimedOutside = 3;
    public const int Classes = 4;

    public PersonCube Total { get; } = new(0, Classes, isExclusive: false);

    public PersonCube Cells { get; } = new(order.By.Count, Classes, isExclusive: false);

    /// <summary>By the dataset that the aid is of.</summary>
    public PersonCube Datasets { get; } = new(1, Classes, isExclusive: false);

    public RegionAxis Regions { get; } = new(regions, order.Level);

    /// <summary>Whether anything is only claimed, for anyone.</summary>
    public bool IsAnyClaimed { get; private set; }

    public void Count(CoverageState now, CoverageState then, List<AidEntry> aid)
    {
        var place = Place(now, aid);
        foreach (var entry in aid)
        {
            IsAnyClaimed |= !entry.IsDelivered;
            if (entry.Amount > 0)
            {
                var @class = (now.Place.IsThere ? Inside : Outside) + (entry.IsDelivered ? 0 : ClaimedInside);
                Total.Add(Cell.Whole, @class, entry.Amount);
                Datasets.Add(new Cell(datasetOf[entry.Dataset]), @class, entry.Amount);
                AddCells(AidCell.Of(place, entry, order), now.Needs, @class, entry.Amount);
            }
        }

        Total.EndPerson();
        Datasets.EndPerson();
        Cells.EndPerson();
    }

    private Cell Place(CoverageState now, List<AidEntry> aid)
    {
        var cell = Cell.Whole;
        cell = order.DesilAxis < 0 ? cell : cell.With(order.DesilAxis, now.Place.Desil);
        return order.RegionAxis < 0 ? cell : cell.With(order.RegionAxis, Regions.Of(now.Place.IsThere ? now.Place.Region : FirstRegion(aid)));
    }

    private int FirstRegion(List<AidEntry> aid)
    {
        var first = 0;
        foreach (var entry in aid)
        {
            if (entry.Region != 0 && (first == 0 || string.CompareOrdinal(regions[entry.Region], regions[first]) < 0))
            {
                first = entry.Region;
            }
        }

        return first;
    }

    private void AddCells(Cell cell, uint needs, int @class, long amount)
    {
        if (order.By.Count == 0)
        {
            return;
        }

        if (order.NeedsAxis < 0 || needs == 0)
        {
            Cells.Add(order.NeedsAxis < 0 ? cell : cell.With(order.NeedsAxis, 0), @class, amount);
            return;
        }

        for (var bit = 0; bit < Categories.Count; bit++)
        {
            if ((needs >> bit & 1) == 1)
            {
                Cells.Add(cell.With(order.NeedsAxis, bit + 1), @class, amount);
            }
        }
    }
}
