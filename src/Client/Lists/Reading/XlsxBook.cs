using System.IO.Compression;
using System.Xml;

namespace Pmo.Client.Lists.Reading;

/// <param name="Name">As its tab shows it.</param>
/// <param name="IsVisible">Whether it has a tab.</param>
/// <param name="Part">Where its cells are; null when that is not said.</param>
internal sealed record XlsxSheet(string Name, bool IsVisible, string? Part);

/// <summary>An open workbook: its sheets, and what their cells refer to. One thread's at a time.</summary>
internal sealed class XlsxBook : IDisposable
{
    private readonly ZipArchive _zip;

    /// <param name="stream">At its start; owned.</param>
    /// <param name="limits">What a cell may measure.</param>
    /// <param name="strings">The workbook's shared strings when they have been read before.</param>
    /// <exception cref="Exception">Many kinds, from a damaged workbook; see <see cref="XlsxSource.IsDamage"/>.</exception>
    public XlsxBook(Stream stream, ListLimits limits, SharedTexts? strings)
    {
        _zip = new ZipArchive(stream, ZipArchiveMode.Read);
        try
        {
            var workbook = XlsxPackage.Workbook(_zip) ?? throw new InvalidDataException("There is no workbook.");
            var parts = XlsxPackage.Relationships(_zip, workbook);
            (Sheets, Is1904) = ReadWorkbook(XlsxPackage.Find(_zip, workbook)!, parts);
            Styles = XlsxStyles.Read(Part("/styles"));
            Text = new XmlText(CellText.MostRaw(limits.CellLength));
            Strings = strings ?? ReadStrings(Part("/sharedStrings"), Text);

            ZipArchiveEntry? Part(string type) => XlsxPackage.PartOf(parts, type) is { } part ? XlsxPackage.Find(_zip, part) : null;
        }
        catch
        {
            _zip.Dispose();
            throw;
        }
    }

    /// <summary>In the order of their tabs; at least one.</summary>
    public IReadOnlyList<XlsxSheet> Sheets { get; }

    /// <summary>Whether days are counted from 1904, as old Macs did, and not from 1900.</summary>
    public bool Is1904 { get; }

    public XlsxStyles Styles { get; }

    public SharedTexts Strings { get; }

    /// <summary>A buffer for whoever reads this workbook.</summary>
    public XmlText Text { get; }

    /// <summary>A reader inside the sheet's <c>sheetData</c>; null when it has no cells.</summary>
    public XmlReader? OpenRows(XlsxSheet sheet)
    {
        if (sheet.Part is null || XlsxPackage.Find(_zip, sheet.Part) is not { } part)
        {
            return null;
        }

        var xml = XmlReader.Create(part.Open(), XlsxPackage.Content);
        try
        {
            // A chart has a sheet, too, but no worksheet.
            if (xml.MoveToContent() == XmlNodeType.Element && xml.LocalName == "worksheet" && xml.Read())
            {
                while (xml.NodeType == XmlNodeType.Element && xml.LocalName != "sheetData")
                {
                    xml.Skip();
                }

                if (xml.NodeType == XmlNodeType.Element && XmlText.Enter(xml))
                {
                    return xml;
                }
            }
        }
        catch
        {
            xml.Dispose();
            throw;
        }

        xml.Dispose();
        return null;
    }

    public void Dispose() => _zip.Dispose();

    private static (List<XlsxSheet> Sheets, bool Is1904) ReadWorkbook(
        ZipArchiveEntry workbook, Dictionary<string, (string Type, string Target)> parts)
    {
        var (sheets, is1904) = (new List<XlsxSheet>(), false);
        using var xml = XmlReader.Create(workbook.Open(), XlsxPackage.Content);
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "workbookPr")
            {
                is1904 = xml.GetAttribute("date1904") is "1" or "true";
            }
            else if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "sheet")
            {
                var part = XlsxPackage.Id(xml) is { } id && parts.TryGetValue(id, out var found) ? found.Target : null;
                sheets.Add(new XlsxSheet(xml.GetAttribute("name") ?? "", xml.GetAttribute("state") is null or "visible", part));
            }
        }

        return sheets.Count > 0 ? (sheets, is1904) : throw new InvalidDataException("There is no sheet.");
    }

    private static SharedTexts ReadStrings(ZipArchiveEntry? part, XmlText text)
    {
        var strings = new PackedTexts();
        if (part is null)
        {
            return new SharedTexts(strings);
        }

        using var xml = XmlReader.Create(part.Open(), XlsxPackage.Content);
        if (xml.MoveToContent() == XmlNodeType.Element && XmlText.Enter(xml))
        {
            while (xml.Depth > 0)
            {
                if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "si")
                {
                    text.ReadItem(xml);
                    strings.Add(text.Value);
                }
                else
                {
                    xml.Skip();
                }
            }
        }

        return new SharedTexts(strings);
    }
}
