using System.Globalization;
using System.Xml;

namespace Pmo.Client.Lists.Reading;

/// <summary>
/// Rows of one sheet of a workbook. Shared strings are in memory, rows are not. Not by a library: those that read workbooks keep shared strings
/// as .NET strings, three times as much, or in a temporary file, where NIKs must not be.
/// </summary>
internal sealed class XlsxSource : RowSource
{
    private const int RowDepth = 2;
    private const int CellDepth = 3;

    private readonly Stream _stream;
    private readonly ListLimits _limits;
    private readonly XlsxBook _book;
    private readonly IReadOnlySet<int>? _columns;
    private XmlReader? _xml;
    private bool _isOpen;
    private int _sheet;

    /// <param name="stream">At its start; owned.</param>
    /// <param name="limits">What the sheet may measure.</param>
    /// <param name="strings">The workbook's shared strings when they have been read before.</param>
    /// <param name="columns">0-based; those whose shared strings are to be marked.</param>
    /// <exception cref="Exception">Many kinds, from a damaged workbook; see <see cref="IsDamage"/>.</exception>
    public XlsxSource(Stream stream, ListLimits limits, SharedTexts? strings = null, IReadOnlySet<int>? columns = null)
    {
        _stream = stream;
        _limits = limits;
        _book = new XlsxBook(stream, limits, strings);
        _columns = columns;
        Marks = columns is not null && _book.Strings.IsWhole ? new TextMarks(_book.Strings.Count) : null;
    }

    public string Sheet => _book.Sheets[_sheet].Name;

    public bool SheetIsVisible => _book.Sheets[_sheet].IsVisible;

    /// <summary>The workbook's shared strings, for a later pass.</summary>
    public SharedTexts Strings => _book.Strings;

    /// <summary>Shared strings of the columns in use, so far as the pass came; null when nothing is marked.</summary>
    public TextMarks? Marks { get; }

    /// <summary>
    /// What reading throws on hostile bytes is not listed anywhere (from XML, ZIP and number parsing to null references);
    /// all of it means a damaged file, but for a cancelled call, exhausted memory and the disk.
    /// </summary>
    public static bool IsDamage(Exception e) =>
        e is not (OperationCanceledException or OutOfMemoryException or UnauthorizedAccessException)
        && (e is not IOException || e is InvalidDataException or EndOfStreamException);

    /// <summary>Goes to the next sheet.</summary>
    public bool NextSheet()
    {
        if (_sheet + 1 == _book.Sheets.Count)
        {
            return false;
        }

        Close();
        (_isOpen, Line) = (false, 0);
        _sheet++;
        return true;
    }

    /// <summary>Goes on to the sheet of this name.</summary>
    public bool GoTo(string sheet)
    {
        do
        {
            if (Sheet == sheet)
            {
                return true;
            }
        }
        while (NextSheet());

        return false;
    }

    public override bool Read()
    {
        Cells.Clear();
        try
        {
            if (!_isOpen)
            {
                _isOpen = true;
                _xml = _book.OpenRows(_book.Sheets[_sheet]);
            }

            return _xml is not null && Problem is null && ReadRow(_xml);
        }
        catch (Exception e) when (IsDamage(e))
        {
            Problem = ListProblems.Damaged();
        }
        catch (IOException)
        {
            Problem = ListProblems.Unreadable(path: null);
        }

        return false;
    }

    public override void Dispose()
    {
        Close();
        _book.Dispose();
        _stream.Dispose();
    }

    private void Close()
    {
        _xml?.Dispose();
        _xml = null;
    }

    private bool ReadRow(XmlReader xml)
    {
        while (xml.Depth >= RowDepth)
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "row")
            {
                xml.Skip();
                continue;
            }

            var row = int.TryParse(xml.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var r) ? r : Line + 1;
            if (row <= Line)
            {
                Problem = ListProblems.Damaged();
                return false;
            }

            Line = row;
            return ReadCells(xml);
        }

        Close();
        return false;
    }

    private bool ReadCells(XmlReader xml)
    {
        var column = -1;
        for (var inside = XmlText.Enter(xml); inside && xml.Depth > RowDepth;)
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "c")
            {
                xml.Skip();
                continue;
            }

            column = CellAddress.TryParse(xml.GetAttribute("r"), out var c, out _) ? c : column + 1;
            if (!Put(column, ReadCell(xml, column)))
            {
                return false;
            }
        }

        xml.Read();
        return true;
    }

    private ListCell ReadCell(XmlReader xml, int column)
    {
        var marks = Marks is not null && _columns!.Contains(column) ? Marks : null;
        var (cell, type, style) = (ListCell.Empty, xml.GetAttribute("t"), xml.GetAttribute("s"));
        for (var inside = XmlText.Enter(xml); inside && xml.Depth > CellDepth;)
        {
            switch (xml.NodeType, xml.LocalName)
            {
                case (XmlNodeType.Element, "v"):
                    _book.Text.Read(xml);
                    break;
                case (XmlNodeType.Element, "is"):
                    _book.Text.ReadItem(xml);
                    break;
                default:
                    xml.Skip();
                    continue;
            }

            cell = _book.Text.Value.IsEmpty ? cell : CellText.Of(_book.Text.Value, type, _book.Styles.Of(style), _book, marks);
        }

        xml.Read();
        return cell;
    }

    private bool Put(int column, ListCell cell)
    {
        // Cells that are only formatted reach far to the right; they count once something is in them.
        if (cell.Text.Length == 0)
        {
            return true;
        }

        if (column >= _limits.Columns || cell.Text.Length > _limits.CellLength)
        {
            Problem = column >= _limits.Columns ? ListProblems.TooManyColumns(_limits.Columns) : ListProblems.CellTooLong(Line, _limits.CellLength);
            return false;
        }

        while (Cells.Count <= column)
        {
            Cells.Add(ListCell.Empty);
        }

        Cells[column] = cell;
        return true;
    }
}
