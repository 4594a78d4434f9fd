using Pmo.Matching.Questions;
using Pmo.Matching.Scanning;
using Pmo.Matching.Scanning.Storage;
using Pmo.Matching.Withholding;

namespace Pmo.Matching.Comparing;

/// <summary>Counts the persons of two registers: slot 0 is A, slot 1 is B. Not thread-safe.</summary>
internal sealed class CompareFold(CompareOrder order, RecordCursor records, ScannedRegions filter) : IPersonFold
{
    public const int Both = 0;
    public const int OnlyA = 1;
    public const int OnlyB = 2;
    public const int Classes = 3;

    private readonly PersonPlace[] _places = [new(records.Regions), new(records.Regions)];

    public PersonCube Total { get; } = new(0, Classes, isExclusive: true);

    public PersonCube Cells { get; } = new(order.By.Count, Classes, isExclusive: true);

    public RegionAxis Regions { get; } = new(records.Regions, order.Level);

    public void Add(in ScannedRecord record)
    {
        if (filter.Counts(record.Region, records.Regions))
        {
            _places[record.Slot].Add(record.Desil, record.Region);
        }
    }

    public void EndPerson()
    {
        var (a, b) = (_places[0], _places[1]);
        if (a.IsThere || b.IsThere)
        {
            var @class = a.IsThere && b.IsThere ? Both : a.IsThere ? OnlyA : OnlyB;
            var place = a.IsThere ? a : b;
            var cell = Cell.Whole;
            cell = order.RegionAxis < 0 ? cell : cell.With(order.RegionAxis, Regions.Of(place.Region));
            cell = order.DesilAxis < 0 ? cell : cell.With(order.DesilAxis, place.Desil);
            Total.Add(Cell.Whole, @class);
            Cells.Add(cell, @class);
            Total.EndPerson();
            Cells.EndPerson();
        }

        a.Clear();
        b.Clear();
    }
}
