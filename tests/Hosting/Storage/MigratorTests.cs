using System.Reflection;
using Dapper;
using Pmo.Hosting.Startup;
using Pmo.Hosting.Storage;
using Pmo.Testing;

namespace Pmo.Hosting.Tests.Storage;

public sealed class MigratorTests : IDisposable
{
    private static readonly int Files = TestDatabase.Hosting.For(StorageProvider.Sqlite).Count;
    private readonly TempDirectory _folder = new();

    [Fact]
    public async Task Applies_each_file_once()
    {
        using var database = TestDatabase.On(_folder.File("test.db"));
        await database.MigrateAsync(TestDatabase.Hosting);
        await InsertAsync(database);
        await database.MigrateAsync(TestDatabase.Hosting);
        (await CountAsync(database, "schema_migrations")).ShouldBe(Files);
        (await CountAsync(database, "replays")).ShouldBe(1);
    }

    [Fact]
    public async Task Two_processes_at_once()
    {
        using var one = TestDatabase.On(_folder.File("test.db"));
        using var two = TestDatabase.On(_folder.File("test.db"));
        await Task.WhenAll(Task.Run(() => one.MigrateAsync(TestDatabase.Hosting)), Task.Run(() => two.MigrateAsync(TestDatabase.Hosting)));
        (await CountAsync(one, "schema_migrations")).ShouldBe(Files);
    }

    [Fact]
    public async Task Refuses_a_file_that_changed_since_it_was_applied()
    {
        using var database = TestDatabase.On(_folder.File("test.db"));
        await database.MigrateAsync(TestDatabase.Hosting);
        await WriteAsync(database, "UPDATE schema_migrations SET digest = 'another'");
        (await RefusalAsync(database)).ShouldBe("migration_changed");
    }

    [Fact]
    public async Task Refuses_a_database_of_a_newer_version_and_leaves_it_alone()
    {
        using var database = TestDatabase.On(_folder.File("test.db"));
        await database.MigrateAsync(TestDatabase.Hosting);
        await WriteAsync(database, $"INSERT INTO schema_migrations VALUES ('hosting', {Files + 1}, 'later', '', '')");
        (await RefusalAsync(database)).ShouldBe("database_newer");
        (await CountAsync(database, "schema_migrations")).ShouldBe(Files + 1);
    }

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
            await WriteAsync(database, "PRAGMA wal_checkpoint(TRUNCATE)", inTransaction: false);
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

    [Fact]
    public void An_assembly_without_files_has_none() => new MigrationSet("none", Assembly.GetExecutingAssembly()).For(StorageProvider.Sqlite).ShouldBeEmpty();

    public void Dispose() => _folder.Dispose();

    private static async Task<string> RefusalAsync(TestDatabase database) =>
        (await Should.ThrowAsync<StartupException>(() => database.MigrateAsync(TestDatabase.Hosting))).Code;

    private static Task<int> InsertAsync(TestDatabase database) =>
        WriteAsync(database, "INSERT INTO replays (scope, id, expires_at) VALUES ('test', x'00', 9999999999)");

    private static Task<int> WriteAsync(TestDatabase database, string sql, bool inTransaction = true) => inTransaction
        ? database.Database.WriteAsync(t => t.Connection!.ExecuteAsync(sql, transaction: t), TestContext.Current.CancellationToken)
        : database.Database.ReadAsync(c => c.ExecuteAsync(sql), TestContext.Current.CancellationToken);

    private static Task<long> CountAsync(TestDatabase database, string table) =>
        database.Database.ReadAsync(c => c.ExecuteScalarAsync<long>($"SELECT count(*) FROM {table}"), TestContext.Current.CancellationToken);
}
