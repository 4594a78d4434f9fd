using System.IO.Compression;

namespace Pmo.Client.Tests.Lists.Reading;

/// <summary>Writes workbooks as text, for what no library writes.</summary>
internal sealed class RawWorkbook
{
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006/relationships";

    public string Namespace { get; init; } = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    /// <summary>What stands between the tags of each shared string.</summary>
    public IReadOnlyList<string> Strings { get; init; } = [];

    /// <summary>The code of each cell format; a number for a format that is built in.</summary>
    public IReadOnlyList<string> Formats { get; init; } = [];

    public bool Is1904 { get; init; }

    public string SheetTarget { get; init; } = "worksheets/sheet1.xml";

    public string StringsTarget { get; init; } = "sharedStrings.xml";

    /// <summary>Before the workbook's parts, at the start of each.</summary>
    public string Prolog { get; init; } = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""";

    /// <summary>Writes it.</summary>
    /// <param name="path">Where.</param>
    /// <param name="rows">What stands in <c>sheetData</c>.</param>
    /// <returns>The path.</returns>
    public string Save(string path, string rows)
    {
        File.Delete(path);
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        Write("_rels/.rels", $"""<Relationships xmlns="{Package}"><Relationship Id="a" Type="{Office}/officeDocument" Target="xl/workbook.xml"/></Relationships>""");
        Write(
            "xl/_rels/workbook.xml.rels",
            $"""<Relationships xmlns="{Package}"><Relationship Id="s" Type="{Office}/worksheet" Target="{SheetTarget}"/><Relationship Id="t" Type="{Office}/sharedStrings" Target="{StringsTarget}"/><Relationship Id="f" Type="{Office}/styles" Target="styles.xml"/></Relationships>""");
        Write(
            "xl/workbook.xml",
            $"""<workbook xmlns="{Namespace}" xmlns:r="{Office}"><workbookPr{(Is1904 ? " date1904=\"1\"" : "")}/><sheets><sheet name="S" sheetId="1" r:id="s"/></sheets></workbook>""");
        Write(
            "xl/styles.xml",
            $"""<styleSheet xmlns="{Namespace}"><numFmts>{Each((f, i) => int.TryParse(f, out _) ? "" : $"""<numFmt numFmtId="{200 + i}" formatCode="{Escape(f)}"/>""")}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>{Each((f, i) => $"""<xf numFmtId="{(int.TryParse(f, out var id) ? id : 200 + i)}" applyNumberFormat="1"/>""")}</cellXfs></styleSheet>""");
        Write(InXl(StringsTarget), $"""<sst xmlns="{Namespace}">{string.Concat(Strings.Select(s => $"<si>{s}</si>"))}</sst>""");
        Write(InXl(SheetTarget), $"""<worksheet xmlns="{Namespace}"><sheetPr/><dimension ref="A1"/><sheetData>{rows}</sheetData><pageMargins left="1"/></worksheet>""");
        return path;

        void Write(string name, string xml)
        {
            using var writer = new StreamWriter(zip.CreateEntry(name).Open());
            writer.Write(Prolog + xml);
        }
    }

    public static string Escape(string text) => System.Security.SecurityElement.Escape(text);

    private static string InXl(string target) => target.StartsWith('/') ? target[1..] : "xl/" + target;

    private string Each(Func<string, int, string> write) => string.Concat(Formats.Select(write));
}
