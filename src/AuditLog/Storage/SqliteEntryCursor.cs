using Microsoft.Data.Sqlite;
using Pmo.AuditLog.Entries;
using SQLitePCL;

namespace Pmo.AuditLog.Storage;

/// <summary>Steps the statement itself and looks at its own memory: the driver makes an array or a string of each column, which takes longer than the reading.</summary>
internal sealed class SqliteEntryCursor(SqliteCommand command, SqliteDataReader reader) : EntryCursor(command, reader)
{
    private readonly sqlite3 _database = command.Connection!.Handle!;
    private readonly sqlite3_stmt _row = reader.Handle!;
    private bool _isStarted;

    /// <inheritdoc/>
    public override RowView Current => new()
    {
        Seq = raw.sqlite3_column_int64(_row, 0),
        Id = Of(1, raw.SQLITE_TEXT),
        At = raw.sqlite3_column_type(_row, 2) == raw.SQLITE_INTEGER ? raw.sqlite3_column_int64(_row, 2) : null,
        Kind = Of(3, raw.SQLITE_TEXT),
        Salt = Of(4, raw.SQLITE_BLOB),
        Entry = Of(5, raw.SQLITE_BLOB),
        Leaf = Of(6, raw.SQLITE_BLOB),
    };

    /// <inheritdoc/>
    public override bool Read()
    {
        // The reader has made the first step, and waited if the file was locked.
        var step = _isStarted ? raw.sqlite3_step(_row) : Reader.HasRows ? raw.SQLITE_ROW : raw.SQLITE_DONE;
        _isStarted = true;
        if (step is not (raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            SqliteException.ThrowExceptionForRC(step, _database);
        }

        return step == raw.SQLITE_ROW;
    }

    private Column Of(int column, int type) => raw.sqlite3_column_type(_row, column) == type ? new Column(raw.sqlite3_column_blob(_row, column)) : default;
}
