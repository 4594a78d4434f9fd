using Pmo.Hosting.Storage;
using Pmo.Hosting.Storage.Postgres;
using Pmo.Hosting.Storage.Sqlite;
using Pmo.Testing;
using Pmo.Testing.Storage;

namespace Pmo.Hosting.Tests.Storage;

/// <summary>A real database, SQLite or PostgreSQL, with the hosting tables unless told otherwise. Several may stand on one, as replicas do.</summary>
internal sealed class TestDatabase : IDisposable
{
    private readonly TempDirectory? _folder;
    private readonly IStorageEngine _engine;

    private TestDatabase(string file, TempDirectory? folder, TimeSpan? longestBatch = null)
    {
        File = file;
        _folder = folder;
        _engine = TestStorage.ConnectionString(file) is { } connection ? new PostgresEngine(PostgresSettings.Parse(connection)) : new SqliteEngine(file);
        Database = new Database(_engine, longestBatch);
    }

    public static MigrationSet Hosting { get; } = new("hosting", typeof(Database).Assembly);

    public string File { get; }

    public Database Database { get; }

    /// <summary>A new one in a folder of its own.</summary>
    public static async Task<TestDatabase> NewAsync(TimeSpan? longestBatch = null)
    {
        var folder = new TempDirectory();
        var made = new TestDatabase(folder.File("test.db"), folder, longestBatch);
        await made.MigrateAsync(Hosting);
        return made;
    }

    /// <summary>On a file of the test's.</summary>
    public static TestDatabase On(string file) => new(file, null);

    /// <summary>A connection of its own that writes.</summary>
    public IWriterConnection NewWriter() => _engine.NewWriter();

    public Task MigrateAsync(params MigrationSet[] sets) => Migrator.ApplyAsync(Database, _engine, sets, new ManualClock());

    public void Dispose()
    {
        Database.Dispose();
        _folder?.Dispose();
    }
}
