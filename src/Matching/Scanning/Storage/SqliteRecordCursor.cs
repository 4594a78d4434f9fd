using System.Buffers.Binary;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Pmo.Matching.Scanning.Storage;

/// <summary>On SQLite: the table lies in that order already. Reads the statement's own memory, where a data reader would make a string of each text.</summary>
internal sealed class SqliteRecordCursor : RecordCursor
{
    private readonly SqliteCommand _command;
    private readonly SqliteDataReader _reader;
    private readonly sqlite3_stmt _row;
    private bool _isStarted;

    public SqliteRecordCursor(SqliteConnection connection)
    {
        _command = connection.CreateCommand();
        _command.CommandText = SqlOf("records");
        _reader = _command.ExecuteReader();
        _row = _reader.Handle!;
    }

    public override UInt128 Pseudonym => BinaryPrimitives.ReadUInt128BigEndian(raw.sqlite3_column_blob(_row, 0));

    public override long Upload => raw.sqlite3_column_int64(_row, 1);

    public override bool Read()
    {
        // The reader stands on the first row already, and does more for each than a step.
        var isRow = _isStarted ? raw.sqlite3_step(_row) : _reader.HasRows ? raw.SQLITE_ROW : raw.SQLITE_DONE;
        _isStarted = true;
        if (isRow is not (raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            SqliteException.ThrowExceptionForRC(isRow, _command.Connection!.Handle);
        }

        return isRow == raw.SQLITE_ROW;
    }

    protected override ReadOnlySpan<byte> Text(int column) => raw.sqlite3_column_blob(_row, column);

    // SQLite's number of a null is 0.
    protected override long Number(int column, long absent) =>
        absent != 0 && raw.sqlite3_column_type(_row, column) == raw.SQLITE_NULL ? absent : raw.sqlite3_column_int64(_row, column);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _reader.Dispose();
            _command.Dispose();
        }
    }
}
