using Pmo.Matching.Questions;
using Pmo.Matching.Scanning;
using Pmo.Matching.Scanning.Storage;

namespace Pmo.Matching.Coverage;

/// <summary>Gathers a person's records in the register and in aid, and hands the person to what counts. Not thread-safe.</summary>
internal sealed class CoverageFold(
    IReadOnlyList<CoverageSlot> slots, RecordCursor records, ScannedRegions filter, Programmes programmes, ICoverageCount count) : IPersonFold
{
    private readonly Categories _categories = new(records.Needs);
    private readonly CoverageState _now = new(records.Regions);
    private readonly CoverageState _then = new(records.Regions);
    private readonly List<AidEntry> _aid = [];

    public void Add(in ScannedRecord record)
    {
        if (!filter.Counts(record.Region, records.Regions))
        {
            return;
        }

        var slot = slots[record.Slot];
        if (slot.IsRegister)
        {
            var needs = _categories.Of(record.Needs);
            if (slot.IsNow)
            {
                _now.AddRow(record.Desil, record.Region, needs);
            }

            if (slot.IsThen)
            {
                _then.AddRow(record.Desil, record.Region, needs);
            }

            return;
        }

        AddAid(record, slot);
    }

    public void EndPerson()
    {
        count.Count(_now, _then, _aid);
        _now.Clear();
        _then.Clear();
        _aid.Clear();
    }

    private void AddAid(in ScannedRecord record, CoverageSlot slot)
    {
        var programme = programmes.Of(slot.Dataset, record.AidType);
        if (programme.Number < 0)
        {
            return;
        }

        if (slot.IsThen)
        {
            _then.AddAid(programme, record.Delivered);
        }

        if (slot.IsNow)
        {
            _now.AddAid(programme, record.Delivered);
            var year = record.Year != 0 ? record.Year : slot.Dataset.Year ?? 0;
            _aid.Add(new AidEntry(record.Slot, programme.Number, year, record.Region, record.Delivered, Math.Max(0, record.Amount)));
        }
    }
}

/// <summary>Counts persons. Called by one thread.</summary>
internal interface ICoverageCount
{
    /// <param name="now">In the newest state.</param>
    /// <param name="then">In the earlier one.</param>
    /// <param name="aid">What counts as aid now, in no order; valid during the call.</param>
    void Count(CoverageState now, CoverageState then, List<AidEntry> aid);
}
