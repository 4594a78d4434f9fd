using Microsoft.Data.Sqlite;
using Pmo.Hosting.Storage;
using Pmo.Testing;

namespace Pmo.Hosting.Tests.Storage;

/// <summary>A real SQLite file, with the hosting tables unless told otherwise. Several may stand on one file, as replicas do.</summary>
internal sealed class TestDatabase : IDisposable
{
    private readonly TempDirectory? _folder;

    private TestDatabase(string file, TempDirectory? folder, TimeSpan? longestBatch = null)
    {
        File = file;
        _folder = folder;
        Database = new Database(new SqliteConnectionStringBuilder { DataSource = file, Pooling = true, DefaultTimeout = 30 }.ToString(), longestBatch);
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

    public Task MigrateAsync(params MigrationSet[] sets) => Migrator.ApplyAsync(Database, File, sets, new ManualClock());

    public void Dispose()
    {
        Database.Dispose();
        _folder?.Dispose();
    }
}
