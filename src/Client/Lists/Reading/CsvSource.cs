using CsvHelper;

namespace Pmo.Client.Lists.Reading;

/// <summary>Rows of delimited text (RFC 4180, leniently: a stray quote is text, but one that is never closed is a problem).</summary>
internal sealed class CsvSource : RowSource
{
    /// <summary>A record may hold this many bytes: 500 columns of names and addresses are far below; an open quote soon above.</summary>
    private const int MostRecordBytes = 8 << 20;

    private readonly CsvReader _reader;
    private readonly ListLimits _limits;
    private long _openQuoteLine;

    /// <param name="stream">At its start; owned.</param>
    /// <param name="dialect">How it is written.</param>
    /// <param name="limits">What it may measure.</param>
    public CsvSource(Stream stream, CsvDialect dialect, ListLimits limits)
    {
        _limits = limits;
        var text = new StreamReader(stream, dialect.Encoding, detectEncodingFromByteOrderMarks: true, bufferSize: 1 << 16);
        _reader = CsvReader.Create(text, new CsvReaderOptions
        {
            Separator = dialect.Delimiter,
            HasHeader = false,
            DetectSeparatorHint = false, // the dialect has seen it, and it is a line to be counted
            TrackLineNumbers = true,
            IncludeValuesInExceptions = false,
            MaxRecordSize = MostRecordBytes,
            OnMalformedRecord = Note,
        });
        if (dialect.SeparatorLine)
        {
            _reader.Read();
        }
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

            Line = (int)_reader.LineNumber;
            return Fill();
        }
        catch (CsvFormatException e)
        {
            Problem = ListProblems.CellTooLong((int)e.LineNumber, _limits.CellLength);
        }
        catch (IOException)
        {
            Problem = ListProblems.Unreadable(path: null);
        }

        return false;
    }

    public override void Dispose() => _reader.Dispose();

    private bool Fill()
    {
        if (_openQuoteLine > 0)
        {
            Problem = ListProblems.QuoteOpen((int)_openQuoteLine);
            return false;
        }

        for (var i = 0; i < _reader.FieldCount; i++)
        {
            var text = _reader.GetString(i);
            if (text.Length > _limits.CellLength)
            {
                Problem = ListProblems.CellTooLong(Line, _limits.CellLength);
                return false;
            }

            if (i >= _limits.Columns && text.Length > 0)
            {
                Problem = ListProblems.TooManyColumns(_limits.Columns);
                return false;
            }

            Cells.Add(new ListCell(text, IsNumber: false));
        }

        return true;
    }

    private void Note(CsvMalformedRecord record)
    {
        if (record.Reason == CsvMalformedReason.UnterminatedQuote)
        {
            _openQuoteLine = record.LineNumber;
        }
    }
}
