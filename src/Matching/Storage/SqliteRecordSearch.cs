using System.Text;
using Microsoft.Data.Sqlite;
using Pmo.Matching.Tokens;
using SQLitePCL;

namespace Pmo.Matching.Storage;

/// <summary>
/// On SQLite, which has no parameter that is a list: so many at a time, in order, each sought along the index as the statement comes to it. What is in a
/// list of JSON is taken apart and laid into a tree of its own first, which takes longer than the seeking. Bound and stepped directly, as
/// <see cref="SqliteRows"/>.
/// </summary>
internal sealed class SqliteRecordSearch : RecordSearch
{
    // Of a statement; ten times as many are no quicker.
    private const int Together = 128;

    // As VALUES and not IN, which sorts them once more. CROSS JOIN: in this order, and not through all records.
    private static readonly string Wanted = $"(VALUES {string.Join(", ", Enumerable.Repeat("(?)", Together))}) AS wanted CROSS JOIN records";

    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _row;
    private readonly Pseudonym[] _wanted;
    private readonly (byte[] Utf8, string Text)[] _last;
    private int _next;
    private bool _isUnderWay;

    public SqliteRecordSearch(SqliteConnection connection, string columns, string key, IEnumerable<Pseudonym> wanted)
    {
        _database = connection.Handle!;
        var sql = $"SELECT {columns} FROM {Wanted} WHERE {key} = wanted.column1 AND restricted = 0";
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(_database, sql, out _row), _database);
        _last = new (byte[], string)[raw.sqlite3_column_count(_row)];
        Array.Fill(_last, ([], ""));

        _wanted = [.. wanted];
        Pseudonym.Sort(_wanted);
    }

    public override ValueTask<bool> ReadAsync(CancellationToken cancellation)
    {
        while (true)
        {
            if (_isUnderWay && raw.sqlite3_step(_row) == raw.SQLITE_ROW)
            {
                return new(true);
            }

            if (_isUnderWay)
            {
                // Tells what the last step came to.
                SqliteException.ThrowExceptionForRC(raw.sqlite3_reset(_row), _database);
            }

            _isUnderWay = _next < _wanted.Length;
            if (!_isUnderWay)
            {
                return new(false);
            }

            cancellation.ThrowIfCancellationRequested();
            BindNext();
        }
    }

    // SQLite's number of a null is 0.
    public override long? Number(int column) => raw.sqlite3_column_int64(_row, column) is var number && (number != 0 || !IsNull(column)) ? number : null;

    public override Pseudonym? Person(int column) =>
        raw.sqlite3_column_blob(_row, column) is { IsEmpty: false } bytes ? Pseudonym.Read(bytes) : null;

    public override string? Text(int column)
    {
        var utf8 = raw.sqlite3_column_blob(_row, column);
        if (utf8.IsEmpty)
        {
            return IsNull(column) ? null : "";
        }

        // Most columns say the same of many records.
        ref var last = ref _last[column];
        if (!utf8.SequenceEqual(last.Utf8))
        {
            last = (utf8.ToArray(), Encoding.UTF8.GetString(utf8));
        }

        return last.Text;
    }

    public override ValueTask DisposeAsync()
    {
        _row.Dispose();
        return default;
    }

    // Whoever is wanted twice is sought once; nothing is equal to a null.
    private void BindNext()
    {
        Span<byte> bytes = stackalloc byte[Pseudonym.Size];
        for (var i = 1; i <= Together; _next++)
        {
            if (_next >= _wanted.Length)
            {
                raw.sqlite3_bind_null(_row, i++);
            }
            else if (_next == 0 || _wanted[_next] != _wanted[_next - 1])
            {
                _wanted[_next].CopyTo(bytes);
                raw.sqlite3_bind_blob(_row, i++, bytes);
            }
        }
    }

    private bool IsNull(int column) => raw.sqlite3_column_type(_row, column) == raw.SQLITE_NULL;
}
