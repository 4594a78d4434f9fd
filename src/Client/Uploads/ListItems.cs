using Pmo.Client.Lists;
using Pmo.Client.Niks;
using Pmo.Protocol.Inputs;
using Pmo.Protocol.Parts;

namespace Pmo.Client.Uploads;

/// <summary>Rows of a list, read from it once more while they are sent: kept, a million of them take some hundred megabytes.</summary>
internal sealed class ListItems(ListFile list, NikColumns niks, UploadColumns columns, string status, (int Count, bool HasCards) found) : UploadSource
{
    public override int Count => found.Count;

    public override bool HasCards => found.HasCards;

    public override IEnumerable<UploadItem[]> Parts(CancellationToken cancel)
    {
        Problem = null;
        if (!list.TryRead(out var rows, out var problem, cancel))
        {
            Problem = problem;
            yield break;
        }

        using (rows)
        {
            var fields = new UploadFields(columns, status);
            var cards = new ColumnTally(IdentityKind.Kk);
            var (sent, at) = (0, 0);
            var part = new UploadItem[PartPlan.PersonsIn(Count, 0)];
            while (rows.Next(cancel))
            {
                var verdict = NikJudge.Judge(rows, niks);
                if (verdict.Status != NikStatus.Valid)
                {
                    continue;
                }

                if (sent == Count)
                {
                    sent++;
                    break;
                }

                part[at++] = new UploadItem(verdict.Nik, fields.Read(rows), fields.Card(rows, cards));
                sent++;
                if (at == part.Length)
                {
                    yield return part;
                    (part, at) = (new UploadItem[PartPlan.PersonsIn(Count, sent / PartPlan.MaxPersons)], 0);
                }
            }

            Problem = rows.Problem ?? (sent == Count ? null : ListProblems.Changed());
        }
    }
}
