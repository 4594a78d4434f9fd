using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Pmo.Client.Messages;

namespace Pmo.Client.Lists.Writing;

/// <summary>
/// One worksheet flowing from reader to writer: added cells right of the widest row, NIKs kept as numbers become text, the sheet's
/// dimension and columns follow; everything else passes unread.
/// </summary>
internal sealed class XlsxSheetRewrite(XmlReader reader, XmlWriter writer, ListFile list, ListRows rows, int width, ListAddition addition)
{
    private readonly XlsxSheetShape _shape = new(width, addition.Headers.Count);
    private readonly string[] _added = new string[addition.Headers.Count];
    private bool _more;
    private int _row;
    private string? _headerStyle;

    public Message? Run(CancellationToken cancel)
    {
        _more = rows.Next(cancel);
        reader.Read();
        while (!reader.EOF)
        {
            Step(cancel);
        }

        // A data row that was read but never came by: the rows are not in order.
        return rows.Problem ?? (_more ? ListProblems.Damaged() : null);
    }

    private void Step(CancellationToken cancel)
    {
        switch (reader.NodeType, reader.Depth, reader.LocalName)
        {
            case (XmlNodeType.XmlDeclaration, _, _):
                writer.WriteStartDocument(standalone: true);
                reader.Read();
                break;
            case (XmlNodeType.Element, 1, "dimension"):
                _shape.CopyDimension(reader, writer);
                break;
            case (XmlNodeType.Element, 1, "cols"):
                _shape.CopyColumns(reader, writer);
                break;
            case (XmlNodeType.Element, 1, "sheetData"):
                _shape.AddMissingColumns(writer, reader.NamespaceURI);
                WriteStart(skip: null);
                break;
            case (XmlNodeType.Element, 0, _):
                WriteStart(skip: null);
                break;
            case (XmlNodeType.Element, 2, "row"):
                cancel.ThrowIfCancellationRequested();
                WriteRow(cancel);
                break;
            case (XmlNodeType.EndElement, _, _):
                writer.WriteEndElement();
                reader.Read();
                break;
            default:
                writer.WriteNode(reader, defattr: false);
                break;
        }
    }

    /// <summary>Copies a start tag and goes on to what follows it; an empty element is closed.</summary>
    private bool WriteStart(string? skip)
    {
        var empty = reader.IsEmptyElement;
        writer.WriteStartElement(reader.Prefix, reader.LocalName, reader.NamespaceURI);
        while (reader.MoveToNextAttribute())
        {
            if (reader.Name != skip)
            {
                writer.WriteAttributeString(reader.Prefix, reader.LocalName, reader.NamespaceURI, reader.Value);
            }
        }

        reader.MoveToElement();
        reader.Read();
        if (empty)
        {
            writer.WriteEndElement();
        }

        return !empty;
    }

    private void WriteRow(CancellationToken cancel)
    {
        _row = int.TryParse(reader.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var r) ? r : _row + 1;
        var isHeader = _row == list.HeaderLine;
        var isData = _more && _row == rows.Line;
        var ns = reader.NamespaceURI;
        Fill(isHeader, isData);

        // 'spans' would be wrong now, and is only a hint.
        if (WriteStart(skip: "spans"))
        {
            WriteCells(ns, isHeader, isData);
            writer.WriteEndElement();
            reader.Read();
        }

        _more = isData ? rows.Next(cancel) : _more;
    }

    private void Fill(bool isHeader, bool isData)
    {
        _added.AsSpan().Fill("");
        if (isHeader)
        {
            addition.Headers.ToArray().CopyTo(_added, 0);
        }
        else if (isData)
        {
            addition.Fill(rows, _added);
        }
    }

    private void WriteCells(string ns, bool isHeader, bool isData)
    {
        var column = -1;
        var pending = isHeader || isData;
        while (reader.NodeType != XmlNodeType.EndElement)
        {
            var isCell = reader.NodeType == XmlNodeType.Element && reader.LocalName == "c";
            if (isCell)
            {
                column = CellAddress.TryParse(reader.GetAttribute("r"), out var c, out _) ? c : column + 1;
            }

            if (pending && reader.NodeType == XmlNodeType.Element && (!isCell || column >= width))
            {
                WriteAdded(ns, isHeader);
                pending = false;
            }

            // Right of the widest row a cell is only formatted; where an added one goes it makes room.
            if (isCell && (isHeader || isData) && column >= width && column < width + _added.Length)
            {
                reader.Skip();
            }
            else if (isCell && column < width)
            {
                WriteCell(ns, column, isHeader, isData);
            }
            else
            {
                writer.WriteNode(reader, defattr: false);
            }
        }

        if (pending)
        {
            WriteAdded(ns, isHeader);
        }
    }

    private void WriteCell(string ns, int column, bool isHeader, bool isData)
    {
        var style = reader.GetAttribute("s");
        _headerStyle = isHeader ? style : _headerStyle;
        if (!isData || column != addition.NikColumn || !rows[column].IsNumber)
        {
            writer.WriteNode(reader, defattr: false);
            return;
        }

        // A formula stays: others may share it.
        var cell = (XElement)XNode.ReadFrom(reader);
        if (cell.Elements().Any(e => e.Name.LocalName == "f"))
        {
            cell.WriteTo(writer);
        }
        else
        {
            XlsxText.WriteCell(writer, ns, CellAddress.Of(column, _row), style, rows[column].Text);
        }
    }

    private void WriteAdded(string ns, bool isHeader)
    {
        for (var i = 0; i < _added.Length; i++)
        {
            if (_added[i].Length > 0)
            {
                XlsxText.WriteCell(writer, ns, CellAddress.Of(width + i, _row), isHeader ? _headerStyle : null, _added[i]);
            }
        }
    }
}
