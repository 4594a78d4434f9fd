using Dapper;
using Npgsql;
using Pmo.Hosting.Storage;
using Pmo.Matching;

namespace Pmo.Bench.Storing.Storage;

/// <summary>A database of Matching's: a SQLite file, or a schema in PostgreSQL.</summary>
internal sealed class BenchDatabase : IAsyncDisposable
{
    private readonly string? _drop;

    private BenchDatabase(Database database, string? drop)
    {
        Database = database;
        _drop = drop;
    }

    public Database Database { get; }

    /// <summary>Opens it; made and migrated if need be.</summary>
    /// <param name="place">Where.</param>
    /// <param name="name">File or schema: lower case letters, digits, underscores.</param>
    /// <param name="isKept">Whether a schema outlives this; files go with their folder.</param>
    public static async Task<BenchDatabase> OpenAsync(StoringPlace place, string name, bool isKept)
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true; // as the host does
        var set = new MigrationSet("matching", typeof(MatchingService).Assembly);
        if (place.Postgres is null)
        {
            return new BenchDatabase(await Database.OpenAsync(Path.Combine(place.Folder, name + ".db"), TimeProvider.System, set), drop: null);
        }

        var connection = new NpgsqlConnectionStringBuilder(place.Postgres) { SearchPath = name }.ToString();
        if (!isKept)
        {
            await DropAsync(connection, name); // of a run that was killed
        }

        return new BenchDatabase(await Database.ConnectAsync(connection, TimeProvider.System, set), isKept ? null : connection);
    }

    public async ValueTask DisposeAsync()
    {
        Database.Dispose();
        if (_drop is not null)
        {
            await DropAsync(_drop, new NpgsqlConnectionStringBuilder(_drop).SearchPath!);
        }
    }

    private static async Task DropAsync(string connectionString, string schema)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var drop = new NpgsqlCommand($"DROP SCHEMA IF EXISTS {schema} CASCADE", connection);
        await drop.ExecuteNonQueryAsync();
    }
}
