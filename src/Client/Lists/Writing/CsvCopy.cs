using CsvHelper;
using Pmo.Client.Messages;

namespace Pmo.Client.Lists.Writing;

/// <summary>Writes a list as delimited text, with the list's own delimiter.</summary>
internal static class CsvCopy
{
    /// <summary>
    /// What makes a spreadsheet run a cell (OWASP, CSV injection). Guarded in the added cells only, as they are ours; the partner's
    /// own cells are theirs and stay as they are.
    /// </summary>
    private const string FormulaStarts = "=+-@\t\r";

    public static Message? Write(ListFile list, Stream output, int width, ListAddition addition, CancellationToken cancel)
    {
        if (!list.TryReadAll(out var rows, out var problem, cancel))
        {
            return problem;
        }

        using (rows)
        using (var csv = CsvWriter.Create(output, Options(list), leaveOpen: true))
        {
            for (var i = 0; i < width; i++)
            {
                csv.WriteField(i < list.Headers.Count ? list.Headers[i] : "");
            }

            WriteAdded(csv, [.. addition.Headers]);
            var added = new string[addition.Headers.Count];
            while (rows.Next(cancel))
            {
                for (var i = 0; i < width; i++)
                {
                    csv.WriteField(rows[i].Text);
                }

                added.AsSpan().Fill("");
                addition.Fill(rows, added);
                WriteAdded(csv, added);
            }

            csv.Flush();
            return rows.Problem;
        }
    }

    private static CsvWriterOptions Options(ListFile list) => new()
    {
        Separator = list.Delimiter,
        WriteByteOrderMark = true,
        Quoting = CsvQuoting.WhenNeededOrWhitespace,
    };

    private static void WriteAdded(CsvWriter csv, string[] cells)
    {
        foreach (var cell in cells)
        {
            csv.WriteField(cell.Length > 0 && FormulaStarts.Contains(cell[0], StringComparison.Ordinal) ? "'" + cell : cell);
        }

        csv.EndRecord();
    }
}
