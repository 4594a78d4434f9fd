using System.Text;
using ExcelDataReader;

namespace Pmo.Client.Lists.Reading;

/// <summary>Rows of one sheet of a workbook. Shared strings are in memory, rows are not.</summary>
internal sealed class XlsxSource : RowSource
{
    private readonly Stream _stream;
    private readonly ListLimits _limits;
    private readonly IExcelDataReader _reader;

    // The reader looks up windows-1252 for old formats as soon as it is configured.
    static XlsxSource() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <param name="stream">At its start; owned.</param>
    /// <param name="limits">What the sheet may measure.</param>
    /// <exception cref="Exception">Many kinds, from a damaged workbook; see <see cref="IsDamage"/>.</exception>
    public XlsxSource(Stream stream, ListLimits limits)
    {
        _stream = stream;
        _limits = limits;
        _reader = ExcelReaderFactory.CreateOpenXmlReader(stream, new ExcelReaderConfiguration { LeaveOpen = false });
    }

    public string Sheet => _reader.Name;

    public bool SheetIsVisible => _reader.VisibleState == "visible";

    /// <summary>
    /// What the workbook reader throws on hostile bytes is not listed anywhere (from XML, ZIP and number parsing to null references);
    /// all of it means a damaged file, but for a cancelled call, exhausted memory and the disk.
    /// </summary>
    public static bool IsDamage(Exception e) =>
        e is not (OperationCanceledException or OutOfMemoryException or UnauthorizedAccessException)
        && (e is not IOException || e is InvalidDataException or EndOfStreamException);

    /// <summary>Goes to the next sheet.</summary>
    public bool NextSheet() => _reader.NextResult();

    /// <summary>Goes on to the sheet of this name.</summary>
    public bool GoTo(string sheet)
    {
        do
        {
            if (_reader.Name == sheet)
            {
                return true;
            }
        }
        while (_reader.NextResult());

        return false;
    }

    public override bool Read()
    {
        Cells.Clear();
        try
        {
            if (!_reader.Read())
            {
                return false;
            }

            Line = _reader.Depth + 1;
            return Fill();
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
        _reader.Dispose();
        _stream.Dispose();
    }

    private bool Fill()
    {
        var blank = 0;
        for (var i = 0; i < _reader.FieldCount; i++)
        {
            var cell = CellText.Of(_reader, i);
            if (cell.Text.Length == 0)
            {
                blank++;
                continue;
            }

            // Cells that are only formatted reach far to the right; they count once something is in them.
            if (i >= _limits.Columns)
            {
                Problem = ListProblems.TooManyColumns(_limits.Columns);
                return false;
            }

            if (cell.Text.Length > _limits.CellLength)
            {
                Problem = ListProblems.CellTooLong(Line, _limits.CellLength);
                return false;
            }

            for (; blank > 0; blank--)
            {
                Cells.Add(ListCell.Empty);
            }

            Cells.Add(cell);
        }

        return true;
    }
}
