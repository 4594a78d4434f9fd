using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;

namespace Pmo.Client.Tests.Lists;

/// <summary>Makes workbooks as Excel does: shared strings, styles, several sheets.</summary>
internal sealed class Workbook
{
    private readonly List<(string Name, object?[][] Rows, SheetStateValues State)> _sheets = [];

    /// <summary>A title in A1 over three columns, before the rows that are given; they start at this sheet row.</summary>
    public int FirstRow { get; init; } = 1;

    /// <summary>Also write row and cell references, as Excel does; other programs leave them out.</summary>
    public bool References { get; init; } = true;

    public string? MergedTitle { get; init; }

    /// <param name="name">The sheet's name.</param>
    /// <param name="rows">Cells: string (shared), double or long (number), DateOnly (styled date), null (no cell).</param>
    public Workbook Sheet(string name, params object?[][] rows) => Sheet(name, SheetStateValues.Visible, rows);

    public Workbook Sheet(string name, SheetStateValues state, params object?[][] rows)
    {
        _sheets.Add((name, rows, state));
        return this;
    }

    public string Save(string path)
    {
        using var document = SpreadsheetDocument.Create(path, SpreadsheetDocumentType.Workbook);
        var book = document.AddWorkbookPart();
        book.Workbook = new DocumentFormat.OpenXml.Spreadsheet.Workbook();
        var strings = book.AddNewPart<SharedStringTablePart>();
        strings.SharedStringTable = new SharedStringTable();
        book.AddNewPart<WorkbookStylesPart>().Stylesheet = Styles();
        var sheets = book.Workbook.AppendChild(new Sheets());
        foreach (var (name, rows, state) in _sheets)
        {
            var part = book.AddNewPart<WorksheetPart>();
            part.Worksheet = Sheet(rows, strings.SharedStringTable);
            var id = (uint)sheets.ChildElements.Count + 1;
            sheets.Append(new Sheet { Name = name, SheetId = id, Id = book.GetIdOfPart(part), State = state });
        }

        return path;
    }

    /// <summary>What Excel would object to.</summary>
    public static IEnumerable<string> Errors(string path)
    {
        using var document = SpreadsheetDocument.Open(path, isEditable: false);
        return [.. new OpenXmlValidator(FileFormatVersions.Office2019).Validate(document).Select(e => e.Description + " " + e.Path?.XPath)];
    }

    /// <summary>The XML of a sheet.</summary>
    public static string Xml(string path, string sheet)
    {
        using var document = SpreadsheetDocument.Open(path, isEditable: false);
        var id = document.WorkbookPart!.Workbook.Descendants<Sheet>().Single(s => s.Name == sheet).Id!.Value!;
        using var reader = new StreamReader(document.WorkbookPart.GetPartById(id).GetStream());
        return reader.ReadToEnd();
    }

    private Worksheet Sheet(object?[][] rows, SharedStringTable strings)
    {
        var data = new SheetData();
        if (MergedTitle is not null)
        {
            data.Append(new Row(new Cell { CellReference = "A1", DataType = CellValues.String, CellValue = new CellValue(MergedTitle) }) { RowIndex = 1 });
        }

        for (var i = 0; i < rows.Length; i++)
        {
            var row = new Row();
            if (References)
            {
                row.RowIndex = (uint)(FirstRow + i);
                row.Spans = new ListValue<StringValue> { InnerText = $"1:{rows[i].Length}" };
            }

            for (var j = 0; j < rows[i].Length; j++)
            {
                if (Cell(rows[i][j], strings) is { } cell)
                {
                    cell.CellReference = References ? $"{(char)('A' + j)}{FirstRow + i}" : null;
                    row.Append(cell);
                }
            }

            data.Append(row);
        }

        var sheet = new Worksheet(new SheetDimension { Reference = $"A1:C{FirstRow + rows.Length - 1}" });
        sheet.Append(new Columns(new Column { Min = 1, Max = 2, Width = 20, CustomWidth = true }));
        sheet.Append(data);
        if (MergedTitle is not null)
        {
            sheet.Append(new MergeCells(new MergeCell { Reference = "A1:C1" }));
        }

        return sheet;
    }

    private static Cell? Cell(object? value, SharedStringTable strings)
    {
        switch (value)
        {
            case null:
                return null;
            case string text:
                strings.Append(new SharedStringItem(new Text(text) { Space = SpaceProcessingModeValues.Preserve }));
                var index = (strings.ChildElements.Count - 1).ToString(CultureInfo.InvariantCulture);
                return new Cell { DataType = CellValues.SharedString, CellValue = new CellValue(index), StyleIndex = 1 };
            case DateOnly date:
                return new Cell { CellValue = new CellValue(date.ToDateTime(default).ToOADate()), StyleIndex = 2 };
            default:
                return new Cell { CellValue = new CellValue(Convert.ToString(value, CultureInfo.InvariantCulture)!), StyleIndex = 1 };
        }
    }

    private static Stylesheet Styles() => new(
        new Fonts(new Font(), new Font(new Bold())),
        new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })),
        new Borders(new Border()),
        new CellStyleFormats(new CellFormat()),
        new CellFormats(new CellFormat(), new CellFormat { FontId = 1, ApplyFont = true }, new CellFormat { NumberFormatId = 14, ApplyNumberFormat = true }));
}
