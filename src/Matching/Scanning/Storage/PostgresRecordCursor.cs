using System.Buffers.Binary;
using Npgsql;

namespace Pmo.Matching.Scanning.Storage;

/// <summary>
/// On PostgreSQL: one partition after the other, each in order of pseudonym; a person lies wholly in one. Binary COPY, read from the connection's own
/// bytes, where a data reader would make an object of each value.
/// </summary>
internal sealed class PostgresRecordCursor : RecordCursor
{
    private const int BufferBytes = 128 * 1024;

    // Signature, flags and the length of an extension, which there is none of.
    private const int HeaderBytes = 19;
    private const int Columns = 9;

    private readonly NpgsqlConnection _connection;
    private readonly Queue<string> _partitions;
    private readonly int[] _starts = new int[Columns];
    private readonly int[] _lengths = new int[Columns];
    private byte[] _buffer = new byte[BufferBytes];
    private int _next;
    private int _end;
    private NpgsqlRawCopyStream? _rows;

    public PostgresRecordCursor(NpgsqlConnection connection)
    {
        _connection = connection;
        using var command = new NpgsqlCommand("SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'records'::regclass ORDER BY inhrelid", connection);
        using var reader = command.ExecuteReader();
        _partitions = new Queue<string>();
        while (reader.Read())
        {
            _partitions.Enqueue(reader.GetString(0));
        }
    }

    public override UInt128 Pseudonym => BinaryPrimitives.ReadUInt128BigEndian(Text(0));

    public override long Upload => Number(1, absent: 0);

    public override bool Read()
    {
        while (true)
        {
            if (_rows is null && !Open())
            {
                return false;
            }

            if (ReadRow())
            {
                return true;
            }

            _rows!.Dispose();
            _rows = null;
        }
    }

    protected override ReadOnlySpan<byte> Text(int column) =>
        _lengths[column] < 0 ? default : _buffer.AsSpan(_starts[column], _lengths[column]);

    protected override long Number(int column, long absent) => _lengths[column] < 0 ? absent : BinaryPrimitives.ReadInt64BigEndian(Text(column));

    protected override void Dispose(bool disposing)
    {
        if (disposing && _rows is { } rows)
        {
            // Not read to the end: disposing alone would read all the rest.
            rows.Cancel();
            rows.Dispose();
            _rows = null;
        }
    }

    private bool Open()
    {
        if (!_partitions.TryDequeue(out var partition))
        {
            return false;
        }

        _rows = _connection.BeginRawBinaryCopy($"COPY ({SqlOf(partition)}) TO STDOUT (FORMAT BINARY)");
        (_next, _end) = (0, 0);
        Take(HeaderBytes);
        return true;
    }

    // A row is the number of its columns, then each as its length (-1: null) and bytes; -1 columns end them.
    private bool ReadRow()
    {
        var start = Take(sizeof(short));
        if (BinaryPrimitives.ReadInt16BigEndian(_buffer.AsSpan(start)) < 0)
        {
            return false;
        }

        for (var column = 0; column < Columns; column++)
        {
            var at = Take(sizeof(int), ref start);
            _lengths[column] = BinaryPrimitives.ReadInt32BigEndian(_buffer.AsSpan(at));
            _starts[column] = _lengths[column] > 0 ? Take(_lengths[column], ref start) - start : _next - start;
        }

        for (var column = 0; column < Columns; column++)
        {
            _starts[column] += start;
        }

        return true;
    }

    private int Take(int bytes)
    {
        var from = _next;
        return Take(bytes, ref from);
    }

    // The next bytes; what lies from the row's start on stays in the buffer, which may move it.
    private int Take(int bytes, ref int row)
    {
        if (_end - _next < bytes)
        {
            Fill(bytes, ref row);
        }

        _next += bytes;
        return _next - bytes;
    }

    private void Fill(int bytes, ref int row)
    {
        var kept = _buffer.AsSpan(row, _end - row);
        if (_next - row + bytes > _buffer.Length)
        {
            var larger = new byte[Math.Max(_buffer.Length * 2, _next - row + bytes)];
            kept.CopyTo(larger);
            _buffer = larger;
        }
        else
        {
            kept.CopyTo(_buffer);
        }

        (_next, _end, row) = (_next - row, _end - row, 0);
        while (_end - _next < bytes)
        {
            var read = _rows!.Read(_buffer.AsSpan(_end));
            _end += read > 0 ? read : throw new EndOfStreamException("The records ended within a row.");
        }
    }
}
