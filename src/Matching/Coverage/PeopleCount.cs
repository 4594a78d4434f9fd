using Pmo.Matching.Questions;
using Pmo.Matching.Scanning;
using Pmo.Matching.Withholding;

namespace Pmo.Matching.Coverage;

/// <summary>Counts the register's persons by how many programmes reach them. Not thread-safe.</summary>
internal sealed class PeopleCount(CoverageOrder order, ScanTexts regions) : ICoverageCount
{
    public const int Reached = 0;
    public const int ClaimedOnly = 1;
    public const int Met = 0;
    public const int Unmet = 1;

    /// <summary>State of a person who is not in the register; the others are 1 none, 2 one, 3 two, 4 three or more.</summary>
    public const int Absent = 0;
    public const int States = 5;

    private static readonly int[] StateOf = [1, 1, 2, 3, 4];

    public PersonCube Total { get; } = new(0, CoverageState.Classes, isExclusive: true);

    public PersonCube TotalThen { get; } = new(0, CoverageState.Classes, isExclusive: true);

    /// <summary>Classes: those of <see cref="CoverageState"/>, or by aid <see cref="Reached"/> and <see cref="ClaimedOnly"/>.</summary>
    public PersonCube Cells { get; } = new(order.By.Count, order.IsByAid ? 2 : CoverageState.Classes, isExclusive: true);

    /// <summary>The same cells, by whether the need of the cell is met.</summary>
    public PersonCube CellNeeds { get; } = new(order.By.Count, 2, isExclusive: true);

    /// <summary>By need, and whether it is met.</summary>
    public PersonCube Needs { get; } = new(1, 2, isExclusive: true);

    /// <summary>By state then and state now.</summary>
    public PersonCube Moves { get; } = new(2, 1, isExclusive: true);

    public RegionAxis Regions { get; } = new(regions, order.Level);

    /// <summary>Whether anything is only claimed, for anyone.</summary>
    public bool IsAnyClaimed { get; private set; }

    /// <summary>The same of the earlier state.</summary>
    public bool WasAnyClaimed { get; private set; }

    /// <summary>Cells that one person is in at most.</summary>
    public int Multiplicity { get; private set; } = 1;

    /// <summary>Number of a state of <see cref="Moves"/>.</summary>
    public static int State(int @class) => StateOf[@class];

    public void Count(CoverageState now, CoverageState then, List<AidEntry> aid)
    {
        IsAnyClaimed |= aid.Exists(a => !a.IsDelivered);
        WasAnyClaimed |= then.IsClaimed;
        if (order.Before is not null && (now.Place.IsThere || then.Place.IsThere))
        {
            Moves.Add(new Cell(then.Place.IsThere ? StateOf[then.Class] : Absent, now.Place.IsThere ? StateOf[now.Class] : Absent), 0);
            Moves.EndPerson();
            if (then.Place.IsThere)
            {
                TotalThen.Add(Cell.Whole, then.Class);
                TotalThen.EndPerson();
            }
        }

        if (now.Place.IsThere)
        {
            Total.Add(Cell.Whole, now.Class);
            Total.EndPerson();
            CountNeeds(now);
            CountCells(now, aid);
        }
    }

    private void CountNeeds(CoverageState person)
    {
        for (var bit = 0; bit < Categories.Count; bit++)
        {
            if ((person.Needs >> bit & 1) == 1)
            {
                Needs.Add(new Cell(bit), (person.Met >> bit & 1) == 1 ? Met : Unmet);
            }
        }

        Needs.EndPerson();
    }

    private void CountCells(CoverageState person, List<AidEntry> aid)
    {
        if (order.By.Count == 0)
        {
            return;
        }

        var cell = Cell.Whole;
        cell = order.RegionAxis < 0 ? cell : cell.With(order.RegionAxis, Regions.Of(person.Place.Region));
        cell = order.DesilAxis < 0 ? cell : cell.With(order.DesilAxis, person.Place.Desil);
        var added = 0;
        if (!order.IsByAid)
        {
            added = AddNeeds(cell, person, person.Class);
        }
        else
        {
            // Delivered ones first: who has both in a cell is reached there.
            foreach (var isDelivered in (ReadOnlySpan<bool>)[true, false])
            {
                foreach (var entry in aid)
                {
                    if (entry.IsDelivered == isDelivered)
                    {
                        added += AddNeeds(AidCell.Of(cell, entry, order), person, isDelivered ? Reached : ClaimedOnly);
                    }
                }
            }
        }

        Multiplicity = Math.Max(Multiplicity, added);
        Cells.EndPerson();
        CellNeeds.EndPerson();
    }

    // A person without any known need stands under 0, one with several under each.
    private int AddNeeds(Cell cell, CoverageState person, int @class)
    {
        if (order.NeedsAxis < 0)
        {
            Cells.Add(cell, @class);
            return 1;
        }

        if (person.Needs == 0)
        {
            // No need is neither met nor unmet. By needs alone, met and unmet are then the very counts of Needs, and as much of them is told.
            Cells.Add(cell.With(order.NeedsAxis, 0), @class);
            return 1;
        }

        var added = 0;
        for (var bit = 0; bit < Categories.Count; bit++)
        {
            if ((person.Needs >> bit & 1) == 1)
            {
                var of = cell.With(order.NeedsAxis, bit + 1);
                Cells.Add(of, @class);
                CellNeeds.Add(of, (person.Met >> bit & 1) == 1 ? Met : Unmet);
                added++;
            }
        }

        return added;
    }
}
