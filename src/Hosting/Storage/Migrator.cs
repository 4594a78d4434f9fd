using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Pmo.Hosting.Startup;

namespace Pmo.Hosting.Storage;

/// <summary>Brings the database to the newest form at start, once, under its write lock; refuses one that is damaged or newer than the program.</summary>
internal static class Migrator
{
    public static async Task ApplyAsync(Database database, IStorageEngine engine, IEnumerable<MigrationSet> sets, TimeProvider time)
    {
        try
        {
            await engine.PrepareAsync();
            await database.WriteAsync(
                async transaction =>
                {
                    await transaction.Connection!.ExecuteAsync(
                        """
                        CREATE TABLE IF NOT EXISTS schema_migrations (
                          set_name TEXT NOT NULL, number BIGINT NOT NULL, name TEXT NOT NULL, digest TEXT NOT NULL, applied_at TEXT NOT NULL,
                          PRIMARY KEY (set_name, number))
                        """,
                        transaction: transaction);
                    foreach (var set in sets)
                    {
                        await ApplyAsync(set, database.Provider, transaction, time);
                    }
                },
                CancellationToken.None);
        }
        catch (DbException e) when (engine.Explain(e) is not null)
        {
            throw engine.Explain(e)!;
        }
    }

    private static async Task ApplyAsync(MigrationSet set, StorageProvider provider, DbTransaction transaction, TimeProvider time)
    {
        var connection = transaction.Connection!;
        var applied = (await connection.QueryAsync<(long Number, string Digest)>(
            "SELECT number, digest FROM schema_migrations WHERE set_name = @set", new { set = set.Name }, transaction)).ToDictionary(m => m.Number, m => m.Digest);
        var known = set.For(provider);
        if (applied.Count > known.Count)
        {
            throw new StartupException(
                "database_newer",
                $"Basis data {set.Name} dibuat oleh versi yang lebih baru. Pasang versi itu kembali.",
                $"The database {set.Name} was made by a newer version. Install that version again.");
        }

        foreach (var migration in known)
        {
            var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(migration.Sql)));
            if (!applied.TryGetValue(migration.Number, out var before))
            {
                await connection.ExecuteAsync(migration.Sql, transaction: transaction);
                await connection.ExecuteAsync(
                    "INSERT INTO schema_migrations (set_name, number, name, digest, applied_at) VALUES (@set, @number, @name, @digest, @at)",
                    new { set = set.Name, number = migration.Number, name = migration.Name, digest, at = time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture) },
                    transaction);
            }
            else if (before != digest)
            {
                throw new StartupException(
                    "migration_changed",
                    $"Migrasi {set.Name} {migration.Number} berbeda dari yang telah dijalankan. Pasang versi program yang benar.",
                    $"Migration {set.Name} {migration.Number} differs from the one that was applied. Install the right version of the program.");
            }
        }
    }
}
