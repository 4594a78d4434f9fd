using System.Globalization;
using System.IO.Compression;
using System.Text;
using Pmo.AppHost.Population;
using Pmo.Bench.Checks;

namespace Pmo.Bench.Memory;

/// <summary>A list as an office has it, with the slips of lists, written row by row: CSV as Indonesian Windows writes it, XLSX with shared strings as Excel does.</summary>
internal static class ListFiles
{
    private const ulong Seed = 5;
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006";
    private const string Type = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    private static readonly string[] Headers = ["Nama", "NIK", "Alamat", "Nominal"];

    private static readonly (string Name, string Content)[] Parts =
    [
        ("[Content_Types].xml",
            $"""<Types xmlns="{Package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{Type}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="{Type}.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="{Type}.sharedStrings+xml"/></Types>"""),
        ("_rels/.rels", $"""<Relationships xmlns="{Package}/relationships"><Relationship Id="rId1" Type="{Office}/officeDocument" Target="xl/workbook.xml"/></Relationships>"""),
        ("xl/workbook.xml", $"""<workbook xmlns="{Main}" xmlns:r="{Office}"><sheets><sheet name="Daftar" sheetId="1" r:id="rId1"/></sheets></workbook>"""),
        ("xl/_rels/workbook.xml.rels",
            $"""<Relationships xmlns="{Package}/relationships"><Relationship Id="rId1" Type="{Office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{Office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>"""),
    ];

    public static void WriteCsv(string file, int rows)
    {
        using var text = new StreamWriter(file);
        text.WriteLine(string.Join(';', Headers));
        for (var row = 0; row < rows; row++)
        {
            text.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{string.Join(';', Texts(row))};{Amount(row)}"));
        }
    }

    public static void WriteXlsx(string file, int rows)
    {
        using var zip = new ZipArchive(File.Create(file), ZipArchiveMode.Create);
        foreach (var (name, content) in Parts)
        {
            WritePart(zip, name, writer => writer.Write(content));
        }

        // The strings of row r of the sheet are numbers 3r to 3r + 2; the header's come first, and 'Nominal' after them all.
        WritePart(zip, "xl/sharedStrings.xml", writer =>
        {
            writer.Write($"<sst xmlns=\"{Main}\">");
            foreach (var text in Headers[..3].Concat(Enumerable.Range(0, rows).SelectMany(Texts)).Append(Headers[3]))
            {
                writer.Write($"<si><t>{text}</t></si>");
            }

            writer.Write("</sst>");
        });
        WritePart(zip, "xl/worksheets/sheet1.xml", writer =>
        {
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"<worksheet xmlns=\"{Main}\"><sheetData><row r=\"1\">{Shared('A', 0)}{Shared('B', 0)}{Shared('C', 0)}<c r=\"D1\" t=\"s\"><v>{3 * (rows + 1)}</v></c></row>"));
            for (var row = 1; row <= rows; row++)
            {
                writer.Write(string.Create(
                    CultureInfo.InvariantCulture,
                    $"<row r=\"{row + 1}\">{Shared('A', row)}{Shared('B', row)}{Shared('C', row)}<c r=\"D{row + 1}\"><v>{Amount(row - 1)}</v></c></row>"));
            }

            writer.Write("</sheetData></worksheet>");
        });
    }

    private static string Shared(char column, int row) =>
        string.Create(CultureInfo.InvariantCulture, $"<c r=\"{column}{row + 1}\" t=\"s\"><v>{(3 * row) + (column - 'A')}</v></c>");

    private static string[] Texts(int row) =>
    [
        string.Create(CultureInfo.InvariantCulture, $"Penerima {row:D7}"),
        Slips.Write(Population.Province, row, Seed, out _),
        string.Create(CultureInfo.InvariantCulture, $"Dusun {row % 97}, RT {row % 9 + 1}"),
    ];

    private static int Amount(int row) => 100_000 * ((row % 9) + 1);

    private static void WritePart(ZipArchive zip, string name, Action<StreamWriter> write)
    {
        using var writer = new StreamWriter(zip.CreateEntry(name, CompressionLevel.Fastest).Open(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        write(writer);
    }
}
