using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;
using Pmo.Client.Messages;

namespace Pmo.Client.Lists.Writing;

/// <summary>
/// Writes a CSV list as a new workbook of one sheet, every cell text. Written part by part to the end of the file: the SDK's package
/// keeps a sheet in memory until it is closed.
/// </summary>
internal static class XlsxNew
{
    private const int SheetRows = 1_048_576;
    private const string TextStyle = "1";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006";
    private const string Types = "application/vnd.openxmlformats-officedocument.spreadsheetml";

    private static readonly (string Name, string Content)[] Parts =
    [
        ("[Content_Types].xml",
            $"""
            <Types xmlns="{Package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{Types}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="{Types}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="{Types}.styles+xml"/></Types>
            """),
        ("_rels/.rels",
            $"""
            <Relationships xmlns="{Package}/relationships"><Relationship Id="rId1" Type="{Office}/officeDocument" Target="xl/workbook.xml"/></Relationships>
            """),
        ("xl/workbook.xml",
            $"""
            <workbook xmlns="{XlsxText.Namespace}" xmlns:r="{Office}"><sheets><sheet name="Hasil" sheetId="1" r:id="rId1"/></sheets></workbook>
            """),
        ("xl/_rels/workbook.xml.rels",
            $"""
            <Relationships xmlns="{Package}/relationships"><Relationship Id="rId1" Type="{Office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{Office}/styles" Target="styles.xml"/></Relationships>
            """),

        // Format 49 is '@', text: a NIK stays one when its cell is edited.
        ("xl/styles.xml",
            $"""
            <styleSheet xmlns="{XlsxText.Namespace}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>
            """),
    ];

    public static Message? Write(ListFile list, Stream output, int width, ListAddition addition, CancellationToken cancel)
    {
        if (!list.TryReadAll(out var rows, out var problem, cancel))
        {
            return problem;
        }

        using (rows)
        using (var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in Parts)
            {
                using var part = zip.CreateEntry(name).Open();
                part.Write(Encoding.UTF8.GetBytes(content));
            }

            using var sheet = zip.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Fastest).Open();
            using var xml = XmlWriter.Create(sheet);
            return WriteSheet(xml, list, rows, width, addition, cancel);
        }
    }

    private static Message? WriteSheet(
        XmlWriter xml, ListFile list, ListRows rows, int width, ListAddition addition, CancellationToken cancel)
    {
        xml.WriteStartElement("worksheet", XlsxText.Namespace);
        xml.WriteStartElement("sheetData", XlsxText.Namespace);
        WriteRow(xml, 1, list.Headers, width, [.. addition.Headers]);
        var cells = new string[width];
        var added = new string[addition.Headers.Count];
        while (rows.Next(cancel))
        {
            if (rows.Row == SheetRows)
            {
                return ListProblems.TooManyRows(SheetRows - 1);
            }

            for (var i = 0; i < width; i++)
            {
                cells[i] = rows[i].Text;
            }

            added.AsSpan().Fill("");
            addition.Fill(rows, added);
            WriteRow(xml, rows.Row + 1, cells, width, added);
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
        return rows.Problem;
    }

    private static void WriteRow(XmlWriter xml, int number, IReadOnlyList<string> cells, int width, string[] added)
    {
        xml.WriteStartElement("row", XlsxText.Namespace);
        xml.WriteAttributeString("r", number.ToString(CultureInfo.InvariantCulture));
        for (var i = 0; i < width + added.Length; i++)
        {
            var text = i >= width ? added[i - width] : i < cells.Count ? cells[i] : "";
            if (text.Length > 0)
            {
                XlsxText.WriteCell(xml, XlsxText.Namespace, CellAddress.Of(i, number), TextStyle, text);
            }
        }

        xml.WriteEndElement();
    }
}
