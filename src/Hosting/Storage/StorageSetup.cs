using Pmo.Hosting.Startup;
using Pmo.Hosting.Storage.Postgres;
using Pmo.Hosting.Storage.Sqlite;

namespace Pmo.Hosting.Storage;

internal static class StorageSetup
{
    /// <summary>
    /// The service's database, migrated before the service is built: PostgreSQL as <c>Storage:ConnectionString</c> says, or the file that
    /// <c>Storage:ConnectionStringFile</c> names; without them SQLite, <c>DATA/NAME.db</c> or what <c>Storage:File</c> says.
    /// <c>Storage:ReadConnectionString</c>, or its file, names a standby of that PostgreSQL.
    /// </summary>
    public static Database AddPmoStorage(this WebApplicationBuilder builder, string service, ServicePaths paths, MigrationSet[] migrations)
    {
        Dapper.DefaultTypeMap.MatchNamesWithUnderscores = true;
        var engine = NewEngine(builder.Configuration, service, paths);
        var all = migrations.Prepend(new MigrationSet("hosting", typeof(StorageSetup).Assembly)).ToArray();

        // Before the host is built, so that a damaged database stops the start rather than the first request. Builders are synchronous.
        var database = Database.OpenAsync(engine, TimeProvider.System, all).GetAwaiter().GetResult();

        // By a factory: the host disposes of what it made, and a connection left open at the end would leave the write-ahead log to the next start.
        builder.Services.AddSingleton(services =>
        {
            database.Standby?.LogTo(services.GetRequiredService<ILogger<PostgresStandby>>());
            return database;
        }).AddSingleton<ReplayStore>();
        return database;
    }

    private static IStorageEngine NewEngine(ConfigurationManager configuration, string service, ServicePaths paths)
    {
        var (main, read) = (ConnectionSecret.Read(configuration, ConnectionSecret.Main), ConnectionSecret.Read(configuration, ConnectionSecret.Standby));
        if (main is null)
        {
            return read is null
                ? new SqliteEngine(Path.GetFullPath(configuration["Storage:File"] ?? Path.Combine(paths.Data, $"{service}.db")))
                : throw PostgresSettings.Invalid(
                    "ReadConnectionString hanya untuk PostgreSQL: isi juga ConnectionString, atau hapus",
                    "ReadConnectionString is for PostgreSQL only: set ConnectionString as well, or remove it");
        }

        var settings = PostgresSettings.Parse(main, $"pmo-{service}");
        return new PostgresEngine(settings, read is null ? null : PostgresSettings.ParseStandby(read, settings, $"pmo-{service}"));
    }
}
