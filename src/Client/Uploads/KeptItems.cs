using Pmo.Protocol.Parts;

namespace Pmo.Client.Uploads;

/// <summary>Rows that the caller has in memory.</summary>
internal sealed class KeptItems(IReadOnlyList<UploadItem> items) : UploadSource
{
    public override int Count => items.Count;

    public override bool HasCards => items.Any(i => i.Kk is not null);

    public override IEnumerable<UploadItem[]> Parts(CancellationToken cancel)
    {
        for (var part = 0; part < PartPlan.Count(items.Count); part++)
        {
            var rows = new UploadItem[PartPlan.PersonsIn(items.Count, part)];
            for (var i = 0; i < rows.Length; i++)
            {
                rows[i] = items[part * PartPlan.MaxPersons + i];
            }

            yield return rows;
        }
    }
}
