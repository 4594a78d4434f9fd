using Dapper;
using Pmo.Hosting.Startup;
using Pmo.Testing;

namespace Pmo.Hosting.Tests.Storage.Sqlite;

/// <summary>What is wrong with a file when the service starts.</summary>
public sealed class SqliteEngineTests : IDisposable
{
    private readonly TempDirectory _folder = new();

    [Fact]
    public async Task Refuses_a_file_that_is_no_database()
    {
        _folder.Write("test.db", new string('x', 8192));
        using var database = TestDatabase.On(_folder.File("test.db"));
        (await RefusalAsync(database)).ShouldBe("database_damaged");
        (await File.ReadAllTextAsync(_folder.File("test.db"), TestContext.Current.CancellationToken)).ShouldBe(new string('x', 8192));
    }

    [Fact]
    public async Task Refuses_a_database_with_damaged_pages()
    {
        var file = _folder.File("test.db");
        using (var database = TestDatabase.On(file))
        {
            await database.MigrateAsync(TestDatabase.Hosting);
            await database.Database.ReadAsync(c => c.ExecuteAsync("PRAGMA wal_checkpoint(TRUNCATE)"), TestContext.Current.CancellationToken);
        }

        await using (var stream = File.OpenWrite(file))
        {
            // All pages but the first, which holds the header and the schema.
            stream.Position = 4096;
            stream.Write(Enumerable.Repeat((byte)0xA5, (int)stream.Length - 4096).ToArray());
        }

        using var damaged = TestDatabase.On(file);
        (await RefusalAsync(damaged)).ShouldBe("database_damaged");
    }

    [Fact]
    public async Task Refuses_a_place_that_cannot_be_written()
    {
        using var database = TestDatabase.On(Path.Combine(_folder.Path, "none", "test.db"));
        (await RefusalAsync(database)).ShouldBe("data_unwritable");
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<string> RefusalAsync(TestDatabase database) =>
        (await Should.ThrowAsync<StartupException>(() => database.MigrateAsync(TestDatabase.Hosting))).Code;
}
