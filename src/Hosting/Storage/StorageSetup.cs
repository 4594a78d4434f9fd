using Microsoft.Data.Sqlite;
using Pmo.Hosting.Startup;

namespace Pmo.Hosting.Storage;

internal static class StorageSetup
{
    /// <summary>The service's database <c>DATA/NAME.db</c>, or what <c>Storage:File</c> says, migrated before the service is built.</summary>
    public static Database AddPmoStorage(this WebApplicationBuilder builder, string service, ServicePaths paths, MigrationSet[] migrations)
    {
        Dapper.DefaultTypeMap.MatchNamesWithUnderscores = true;
        var file = Path.GetFullPath(builder.Configuration["Storage:File"] ?? Path.Combine(paths.Data, $"{service}.db"));
        var database = new Database(new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Mode = SqliteOpenMode.ReadWriteCreate,
            Pooling = true,
            DefaultTimeout = 30,
        }.ToString());
        var all = migrations.Prepend(new MigrationSet("hosting", typeof(StorageSetup).Assembly));

        // Before the host is built, so that a damaged database stops the start rather than the first request. Builders are synchronous.
        Migrator.ApplyAsync(database, file, all, TimeProvider.System).GetAwaiter().GetResult();
        builder.Services.AddSingleton(database).AddSingleton<ReplayStore>();
        return database;
    }
}
