using System.Globalization;
using System.IO.Compression;
using System.Xml;

namespace Pmo.Client.Lists.Reading;

/// <summary>What a workbook's cell formats make of a number (ECMA-376 part 1, 18.8.39). Thread-safe.</summary>
internal sealed class XlsxStyles
{
    /// <summary>Excel has at most 65,490.</summary>
    private const int MostFormats = 1 << 16;
    private readonly List<CellFormat> _formats = [];

    private XlsxStyles()
    {
    }

    /// <summary>The format of a cell whose style is so written; a number for what is not there.</summary>
    public CellFormat Of(string? style) =>
        int.TryParse(style, NumberStyles.Any, CultureInfo.InvariantCulture, out var index) && index >= 0 && index < _formats.Count
            ? _formats[index]
            : CellFormat.Number;

    /// <summary>Reads the part; without one all are numbers.</summary>
    /// <exception cref="XmlException">It is damaged.</exception>
    /// <exception cref="InvalidDataException">It has more formats than there can be.</exception>
    public static XlsxStyles Read(ZipArchiveEntry? part)
    {
        var styles = new XlsxStyles();
        if (part is null)
        {
            return styles;
        }

        var codes = new Dictionary<int, CellFormat>();
        var ids = new List<int>();
        using var xml = XmlReader.Create(part.Open(), XlsxPackage.Content);
        var group = "";
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            group = xml.Depth == 1 ? xml.LocalName : group;
            switch (xml.Depth, group, xml.LocalName)
            {
                case (2, "numFmts", "numFmt") when Id(xml) is { } id && xml.GetAttribute("formatCode") is { } code:
                    codes.TryAdd(id, NumberFormat.Of(code));
                    break;
                case (2, "cellXfs", "xf"):
                    ids.Add(Id(xml) ?? 0);
                    break;
            }

            if (ids.Count > MostFormats || codes.Count > MostFormats)
            {
                throw new InvalidDataException("The workbook has too many formats.");
            }
        }

        styles._formats.AddRange(ids.Select(id => codes.TryGetValue(id, out var format) ? format : NumberFormat.BuiltIn(id)));
        return styles;
    }

    private static int? Id(XmlReader xml) =>
        int.TryParse(xml.GetAttribute("numFmtId"), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}
