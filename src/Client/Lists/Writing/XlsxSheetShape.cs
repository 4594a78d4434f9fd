using System.Xml;
using System.Xml.Linq;

namespace Pmo.Client.Lists.Writing;

/// <summary>What a worksheet says about its own size, with room for the added columns: its dimension and its column widths.</summary>
/// <param name="width">Columns of the list.</param>
/// <param name="added">Columns added right of them.</param>
internal sealed class XlsxSheetShape(int width, int added)
{
    /// <summary>In characters: a status or a short note shows without widening by hand.</summary>
    private const string AddedWidth = "28";
    private bool _columnsWritten;

    /// <summary>Copies the dimension, reaching further right. One that cannot be read is left out: it is optional.</summary>
    public void CopyDimension(XmlReader reader, XmlWriter writer)
    {
        var ends = (reader.GetAttribute("ref") ?? "").Split(':');
        if (CellAddress.TryParse(ends[0], out var left, out var top) && CellAddress.TryParse(ends[^1], out var right, out var bottom))
        {
            var to = CellAddress.Of(Math.Max(right, width + added - 1), bottom);
            writer.WriteStartElement(reader.Prefix, "dimension", reader.NamespaceURI);
            writer.WriteAttributeString("ref", $"{CellAddress.Of(left, top)}:{to}");
            writer.WriteEndElement();
        }

        reader.Skip();
    }

    /// <summary>Copies the column widths, with one for the added columns unless one is there or cannot be told.</summary>
    public void CopyColumns(XmlReader reader, XmlWriter writer)
    {
        _columnsWritten = true;
        var columns = (XElement)XNode.ReadFrom(reader);
        var taken = columns.Elements().Any(c => !int.TryParse(c.Attribute("max")?.Value, out var last) || last > width);
        if (!taken)
        {
            columns.Add(Added(columns.Name.Namespace));
        }

        columns.WriteTo(writer);
    }

    /// <summary>Writes column widths for a sheet that has none, right before its data.</summary>
    public void AddMissingColumns(XmlWriter writer, XNamespace ns)
    {
        if (!_columnsWritten)
        {
            new XElement(ns + "cols", Added(ns)).WriteTo(writer);
        }
    }

    private XElement Added(XNamespace ns) => new(
        ns + "col",
        new XAttribute("min", width + 1),
        new XAttribute("max", width + added),
        new XAttribute("width", AddedWidth),
        new XAttribute("customWidth", "1"));
}
