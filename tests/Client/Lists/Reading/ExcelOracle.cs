using System.Globalization;
using System.Text;
using ExcelDataReader;
using Pmo.Client.Lists;
using Pmo.Client.Lists.Reading;

namespace Pmo.Client.Tests.Lists.Reading;

/// <summary>The same workbook as ExcelDataReader reads it, and as we do: all rows with something in them.</summary>
internal static class ExcelOracle
{
    static ExcelOracle() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>As "line: a|b", a number in angle brackets.</summary>
    public static List<string> Theirs(string path)
    {
        using var reader = ExcelReaderFactory.CreateOpenXmlReader(File.OpenRead(path), new ExcelReaderConfiguration { LeaveOpen = false });
        var rows = new List<string>();
        while (reader.Read())
        {
            Add(rows, reader.Depth + 1, [.. Enumerable.Range(0, reader.FieldCount).Select(i => Cell(reader.GetValue(i)))]);
        }

        return rows;
    }

    /// <inheritdoc cref="Theirs"/>
    public static List<string> Ours(string path, ListLimits? limits = null)
    {
        using var source = new XlsxSource(File.OpenRead(path), limits ?? new ListLimits());
        var rows = new List<string>();
        while (source.Read())
        {
            Add(rows, source.Line, source.Cells);
        }

        source.Problem.ShouldBeNull();
        return rows;
    }

    private static void Add(List<string> rows, int line, List<ListCell> cells)
    {
        var last = cells.FindLastIndex(c => c.Text.Length > 0);
        if (last >= 0)
        {
            rows.Add($"{line}: {string.Join('|', cells.Take(last + 1).Select(c => c.IsNumber ? $"<{c.Text}>" : c.Text))}");
        }
    }

    private static ListCell Cell(object? value) => value switch
    {
        null => ListCell.Empty,
        double number => new ListCell(CellText.Number(number), IsNumber: true),
        DateTime { TimeOfDay.Ticks: 0 } date => Text(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        DateTime time => Text(time.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture)),
        TimeSpan span => Text(span.ToString("c", CultureInfo.InvariantCulture)),
        bool truth => Text(truth ? "TRUE" : "FALSE"),
        var other => Text(Convert.ToString(other, CultureInfo.InvariantCulture)!),
    };

    private static ListCell Text(string text) => new(text, IsNumber: false);
}
