using Npgsql;
using Pmo.Matching.Tokens;

namespace Pmo.Matching.Storage;

/// <summary>On PostgreSQL: one statement for all.</summary>
internal sealed class PostgresRecordSearch : RecordSearch
{
    private readonly NpgsqlCommand _command;
    private NpgsqlDataReader? _row;

    public PostgresRecordSearch(NpgsqlConnection connection, string columns, string key, IEnumerable<Pseudonym> wanted)
    {
        _command = connection.CreateCommand();
        _command.CommandText = $"SELECT {columns} FROM records WHERE {Dialect.Among(connection, key)} AND restricted = 0";
        new PseudonymList(wanted).AddParameter(_command, "pseudonyms");
    }

    public override async ValueTask<bool> ReadAsync(CancellationToken cancellation)
    {
        _row ??= await _command.ExecuteReaderAsync(cancellation);
        return await _row.ReadAsync(cancellation);
    }

    public override long? Number(int column) => _row!.IsDBNull(column) ? null : _row.GetInt64(column);

    public override Pseudonym? Person(int column) => _row!.IsDBNull(column) ? null : Pseudonym.Read(_row.GetFieldValue<byte[]>(column));

    public override string? Text(int column) => _row!.IsDBNull(column) ? null : _row.GetString(column);

    public override async ValueTask DisposeAsync()
    {
        if (_row is not null)
        {
            await _row.DisposeAsync();
        }

        await _command.DisposeAsync();
    }
}
