using System.Diagnostics.CodeAnalysis;
using Pmo.Client.Lists;
using Pmo.Client.Messages;
using Pmo.Client.Niks;
using Pmo.Protocol.Inputs;

namespace Pmo.Client.Uploads;

/// <summary>A partner's list as it will be uploaded: rows with a valid NIK, and counts of the others.</summary>
public sealed class UploadList
{
    private UploadList(UploadSource rows, Dictionary<string, int> withoutNik, Dictionary<string, int> quality, Message? stop)
    {
        Stop = stop;
        Rows = rows;
        WithoutNik = withoutNik;
        Quality = quality;
    }

    /// <summary>Why nothing may be sent: <c>kk_excel_cut</c>; null when the list can be.</summary>
    public Message? Stop { get; }

    /// <summary>Whether any row has a family card.</summary>
    public bool HasCards => Rows.HasCards;

    /// <summary>How many rows are to be sent.</summary>
    public int Count => Rows.Count;

    /// <summary>People without a NIK by region code, <c>""</c> where it is not known: they must not be invisible.</summary>
    public IReadOnlyDictionary<string, int> WithoutNik { get; }

    /// <summary>Rows not sent, and fields left out, by code.</summary>
    public IReadOnlyDictionary<string, int> Quality { get; }

    /// <summary>Rows to send; read from the list while they are.</summary>
    internal UploadSource Rows { get; }

    /// <summary>Reads the whole list, to count; its rows are read again when they are sent.</summary>
    /// <param name="list">The list.</param>
    /// <param name="niks">From its survey.</param>
    /// <param name="columns">Where the fields are.</param>
    /// <param name="status"><c>claimed</c> or <c>delivered</c>, for rows that do not say.</param>
    /// <param name="upload">When true is returned.</param>
    /// <param name="problem">Else why the list cannot be read.</param>
    /// <param name="cancel">Stops the pass.</param>
    public static bool TryRead(
        ListFile list,
        NikColumns niks,
        UploadColumns columns,
        string status,
        [NotNullWhen(true)] out UploadList? upload,
        out Message problem,
        CancellationToken cancel)
    {
        upload = null;
        if (!list.TryRead(out var rows, out problem, cancel))
        {
            return false;
        }

        using (rows)
        {
            var (valid, hasCards) = (0, false);
            var withoutNik = new Dictionary<string, int>();
            var fields = new UploadFields(columns, status);
            var cards = new ColumnTally(IdentityKind.Kk);
            while (rows.Next(cancel))
            {
                var verdict = NikJudge.Judge(rows, niks);
                switch (verdict.Status)
                {
                    case NikStatus.Valid:
                        valid++;
                        fields.Read(rows); // counts what cannot be read
                        hasCards |= fields.Card(rows, cards) is not null;
                        break;
                    case NikStatus.NoNik:
                        var region = fields.Region(rows) ?? "";
                        withoutNik[region] = withoutNik.GetValueOrDefault(region) + 1;
                        break;
                    default:
                        fields.Count(verdict.Problem!.Value.Code);
                        break;
                }
            }

            problem = rows.Problem.GetValueOrDefault();
            var source = new ListItems(list, niks, columns, status, (valid, hasCards));
            upload = rows.Problem is null ? new UploadList(source, withoutNik, fields.Quality, cards.Stop) : null;
            return upload is not null;
        }
    }
}
