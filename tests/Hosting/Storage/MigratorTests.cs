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
    public async Task Six_replicas_at_once()
    {
        var replicas = Enumerable.Range(0, 6).Select(_ => TestDatabase.On(_folder.File("test.db"))).ToList();
        await Task.WhenAll(replicas.Select(replica => Task.Run(() => replica.MigrateAsync(TestDatabase.Hosting))));
        (await CountAsync(replicas[0], "schema_migrations")).ShouldBe(Files);
        replicas.ForEach(replica => replica.Dispose());
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
    public void Both_engines_have_the_same_files() => TestDatabase.Hosting.For(StorageProvider.Postgres).Select(m => (m.Number, m.Name))
        .ShouldBe(TestDatabase.Hosting.For(StorageProvider.Sqlite).Select(m => (m.Number, m.Name)));

    [Fact]
    public void An_assembly_without_files_has_none() => new MigrationSet("none", Assembly.GetExecutingAssembly()).For(StorageProvider.Sqlite).ShouldBeEmpty();

    public void Dispose() => _folder.Dispose();

    private static async Task<string> RefusalAsync(TestDatabase database) =>
        (await Should.ThrowAsync<StartupException>(() => database.MigrateAsync(TestDatabase.Hosting))).Code;

    private static Task<int> InsertAsync(TestDatabase database) =>
        WriteAsync(database, "INSERT INTO replays (scope, id, expires_at) VALUES ('test', @id, 9999999999)");

    private static Task<int> WriteAsync(TestDatabase database, string sql) =>
        database.Database.WriteAsync(t => t.Connection!.ExecuteAsync(sql, new { id = new byte[1] }, t), TestContext.Current.CancellationToken);

    private static Task<long> CountAsync(TestDatabase database, string table) =>
        database.Database.ReadAsync(c => c.ExecuteScalarAsync<long>($"SELECT count(*) FROM {table}"), TestContext.Current.CancellationToken);
}
