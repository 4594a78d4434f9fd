using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using Pmo.Client.Lists.Reading;
using Pmo.Client.Messages;

namespace Pmo.Client.Lists;

/// <summary>
/// A partner's list, CSV or XLSX: a header row and data rows, which can be read as often as needed, each pass in flat memory.
/// The header is the first row that is not blank. Thread-safe but for its passes, which are one thread's each.
/// </summary>
public sealed class ListFile
{
    private readonly ListBytes _bytes;
    private readonly CsvDialect? _dialect;
    private readonly ListLimits _limits;
    private SharedTexts? _strings; // the workbook's: the same in every pass, since the file's digest is; null when they have to be read again
    private FrozenSet<int>? _columns;
    private int _width;

    internal ListFile(string path, ListBytes bytes, string sha256, CsvDialect? dialect, ListSheet? sheet, ListHeader header, ListLimits limits)
    {
        Path = path;
        _bytes = bytes;
        Sha256 = sha256;
        _dialect = dialect;
        Sheet = sheet?.Name;
        _strings = sheet?.Strings;
        Headers = header.Names;
        HeaderLine = header.Line;
        _limits = limits;
    }

    /// <summary>As given; <c>-</c> for standard input.</summary>
    public string Path { get; }

    /// <summary>Judged by content, not by the name.</summary>
    public ListFormat Format => _dialect is null ? ListFormat.Xlsx : ListFormat.Csv;

    /// <summary>SHA-256 of the file's bytes, lower-case hexadecimal.</summary>
    public string Sha256 { get; }

    /// <summary>The sheet that is read; null for CSV.</summary>
    public string? Sheet { get; }

    /// <summary>Between the cells of a CSV list; a comma for XLSX.</summary>
    public char Delimiter => _dialect?.Delimiter ?? ',';

    /// <summary>The header's cells, in order, as written.</summary>
    public IReadOnlyList<string> Headers { get; }

    /// <summary>The header's line or sheet row, from 1.</summary>
    public int HeaderLine { get; }

    /// <summary>
    /// Opens a list. Reads it once for its digest and encoding; checks its size, kind, sheet, header, and that a data row is there.
    /// </summary>
    /// <param name="path">A file, or <c>-</c> for standard input, which is kept in memory.</param>
    /// <param name="options">Sheet and limits.</param>
    /// <param name="list">The list, when true is returned.</param>
    /// <param name="problem">
    /// Else one of <c>file_not_found</c>, <c>file_unreadable</c>, <c>file_empty</c>, <c>file_too_large</c>, <c>file_type_unsupported</c>,
    /// <c>file_damaged</c>, <c>file_encrypted</c>, <c>sheet_not_found</c>, <c>no_rows</c>, <c>too_many_columns</c>, <c>cell_too_long</c>.
    /// </param>
    /// <param name="cancel">Stops the reading.</param>
    public static bool TryOpen(
        string path, ListOptions options, [NotNullWhen(true)] out ListFile? list, out Message problem, CancellationToken cancel = default)
    {
        var bytes = ListBytes.Find(path, options.Limits, cancel, out problem);
        list = bytes is null ? null : ListOpening.Open(path, bytes, options, cancel, out problem);
        return list is not null;
    }

    /// <summary>
    /// Starts a pass over the data rows, after making sure that the file is still the one that was opened; at its end it makes sure once more, since sending
    /// a list takes minutes in which somebody may save it. Then <see cref="ListRows.Problem"/> is <c>file_changed</c>.
    /// </summary>
    /// <param name="rows">To be disposed of.</param>
    /// <param name="problem"><c>file_changed</c>, <c>file_not_found</c>, <c>file_unreadable</c>.</param>
    /// <param name="cancel">Stops the look at the file; later ones are given to each row.</param>
    public bool TryRead([NotNullWhen(true)] out ListRows? rows, out Message problem, CancellationToken cancel = default) =>
        TryRead(_columns, out rows, out problem, cancel);

    /// <summary>
    /// Says which columns are asked for from now on: others cannot be read, but for a copy. Of a workbook their texts are forgotten, once a pass has found
    /// out which they are.
    /// </summary>
    /// <param name="columns">0-based; negative ones, which are not there, are left out.</param>
    public void Use(IEnumerable<int> columns)
    {
        _columns = columns.Where(c => c >= 0).ToFrozenSet();
        _strings = _strings is { IsWhole: true } ? _strings : null; // else the next pass reads them again
    }

    /// <summary>The same as <see cref="TryRead(out ListRows?, out Message, CancellationToken)"/>, with every column.</summary>
    internal bool TryReadAll([NotNullWhen(true)] out ListRows? rows, out Message problem, CancellationToken cancel) =>
        TryRead(columns: null, out rows, out problem, cancel);

    private bool TryRead(FrozenSet<int>? columns, [NotNullWhen(true)] out ListRows? rows, out Message problem, CancellationToken cancel)
    {
        rows = null;
        var stream = TryReopen(out problem, cancel);
        if (stream is null)
        {
            return false;
        }

        RowSource source = _dialect is null ? SheetSource(stream, columns) : new CsvSource(stream, _dialect, _limits);
        if (!ListRows.SkipBlank(source))
        {
            problem = source.Problem ?? ListProblems.Changed();
            source.Dispose();
            return false;
        }

        rows = new ListRows(source, _limits, Headers.Count, columns, (width, token) => End(stream, source, columns, width, token));
        return true;
    }

    private Message? End(Stream stream, RowSource source, FrozenSet<int>? columns, int? width, CancellationToken cancel)
    {
        try
        {
            stream.Position = 0;
            if (ListBytes.Digest(stream, look: null, cancel) != Sha256)
            {
                return ListProblems.Changed();
            }

            _width = width ?? _width;
            if (width is not null && columns == _columns && source is XlsxSource { Marks: { } marks } sheet)
            {
                _strings = sheet.Strings.Only(marks, _limits.CellLength);
            }

            return null;
        }
        catch (IOException)
        {
            return ListProblems.Unreadable(Path);
        }
    }

    /// <summary>The most cells in any row, the header's too; null before a first whole pass.</summary>
    internal int? Width => _width == 0 ? null : _width;

    /// <summary>The file's bytes from the start, unless they changed.</summary>
    internal Stream? TryReopen(out Message problem, CancellationToken cancel)
    {
        problem = default;
        Stream? stream = null;
        try
        {
            stream = _bytes.Open();
            if (ListBytes.Digest(stream, look: null, cancel) == Sha256)
            {
                stream.Position = 0;
                return stream;
            }

            problem = ListProblems.Changed();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            problem = ListProblems.NotFound(Path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problem = ListProblems.Unreadable(Path);
        }

        stream?.Dispose();
        return null;
    }

    private XlsxSource SheetSource(Stream stream, FrozenSet<int>? columns)
    {
        // Its digest is that of the file whose sheet was found before: failing here would be a bug, so exceptions are not caught.
        var strings = columns is null && _strings is { IsWhole: false } ? null : _strings;
        var source = new XlsxSource(stream, _limits, strings, columns);
        source.GoTo(Sheet!);
        return source;
    }
}
