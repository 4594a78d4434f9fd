using Pmo.Hosting.Startup;
using Pmo.Hosting.Storage.Postgres;
using Pmo.Hosting.Storage.Sqlite;

namespace Pmo.Hosting.Storage;

internal static class StorageSetup
{
    /// <summary>
    /// The service's database, migrated before the service is built: PostgreSQL as <c>Storage:ConnectionString</c> says, or the file that
    /// <c>Storage:ConnectionStringFile</c> names; without them SQLite, <c>DATA/NAME.db</c> or what <c>Storage:File</c> says.
    /// </summary>
    public static Database AddPmoStorage(this WebApplicationBuilder builder, string service, ServicePaths paths, MigrationSet[] migrations)
    {
        Dapper.DefaultTypeMap.MatchNamesWithUnderscores = true;
        var file = Path.GetFullPath(builder.Configuration["Storage:File"] ?? Path.Combine(paths.Data, $"{service}.db"));
        var engine = ConnectionSecret.Read(builder.Configuration) is { } connection
            ? (IStorageEngine)new PostgresEngine(PostgresSettings.Parse(connection, $"pmo-{service}"))
            : new SqliteEngine(file);
        var all = migrations.Prepend(new MigrationSet("hosting", typeof(StorageSetup).Assembly)).ToArray();

        // Before the host is built, so that a damaged database stops the start rather than the first request. Builders are synchronous.
        var database = Database.OpenAsync(engine, TimeProvider.System, all).GetAwaiter().GetResult();

        // By a factory: the host disposes of what it made, and a connection left open at the end would leave the write-ahead log to the next start.
        builder.Services.AddSingleton(_ => database).AddSingleton<ReplayStore>();
        return database;
    }
}
