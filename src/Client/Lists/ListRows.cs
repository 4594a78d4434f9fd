using Pmo.Client.Lists.Reading;
using Pmo.Client.Messages;

namespace Pmo.Client.Lists;

/// <summary>
/// One pass over a list's data rows, from the first to the last; blank lines are left out. Keeps one row in memory.
/// Not thread-safe.
/// </summary>
/// <example><code>while (rows.Next(cancel)) { … rows[column].Text … } if (rows.Problem is { } problem) …</code></example>
public sealed class ListRows : IDisposable
{
    private readonly RowSource _source;
    private readonly ListLimits _limits;
    private readonly IReadOnlySet<int>? _columns;
    private readonly Func<int?, CancellationToken, Message?> _ended;
    private Message? _problem;
    private bool _isOver;
    private int _widest;

    /// <param name="source">Its rows; owned.</param>
    /// <param name="limits">What the list may measure.</param>
    /// <param name="columns">Of its header.</param>
    /// <param name="used">0-based columns that may be asked for; null for all.</param>
    /// <param name="ended">Told the most cells in any row, null if not all could be read; says if it was the file that changed.</param>
    internal ListRows(RowSource source, ListLimits limits, int columns, IReadOnlySet<int>? used, Func<int?, CancellationToken, Message?> ended)
    {
        _source = source;
        _limits = limits;
        _widest = columns;
        _columns = used;
        _ended = ended;
    }

    /// <summary>The current data row's number, from 1.</summary>
    public int Row { get; private set; }

    /// <summary>The file's own line (CSV) or sheet row (XLSX) at which the current row starts, from 1.</summary>
    public int Line => _source.Line;

    /// <summary>Cells in the current row: fewer or more than the header has.</summary>
    public int Count => _source.Cells.Count;

    /// <summary>Why the pass stopped before the end of the list; null at its end.</summary>
    public Message? Problem => _problem ?? _source.Problem;

    /// <summary>A cell of the current row by 0-based column; empty where the row is short. Its text stays valid after the next row.</summary>
    /// <exception cref="InvalidOperationException">The column is none of those that <see cref="ListFile.Use"/> named.</exception>
    public ListCell this[int column] => _columns is not null && !_columns.Contains(column)
        ? throw new InvalidOperationException("The column is not in use.")
        : column < _source.Cells.Count ? _source.Cells[column] : ListCell.Empty;

    /// <summary>Goes to the next data row; false at the end, or at a problem.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public bool Next(CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        if (_isOver)
        {
            return false;
        }

        if (!SkipBlank(_source))
        {
            _isOver = true;
            _problem = _ended(_source.Problem is null ? _widest : null, cancel);
            return false;
        }

        if (Row == _limits.Rows)
        {
            _isOver = true;
            _problem = ListProblems.TooManyRows(_limits.Rows);
            return false;
        }

        Row++;
        _widest = Math.Max(_widest, _source.Cells.Count);
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => _source.Dispose();

    /// <summary>Goes to the next row that has something in it.</summary>
    internal static bool SkipBlank(RowSource source)
    {
        while (source.Read())
        {
            foreach (var cell in source.Cells)
            {
                if (!cell.IsBlank)
                {
                    return true;
                }
            }
        }

        return false;
    }
}
