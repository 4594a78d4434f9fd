using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Microsoft.Data.Sqlite;
using Pmo.Hosting.Startup;

namespace Pmo.Hosting.Storage;

/// <summary>Brings the database to the newest form at start, once, under its write lock; refuses one that is damaged or newer than the program.</summary>
internal static class Migrator
{
    // Reading every page of a large database would hold up the start; below this it takes well under a second.
    private const long QuickCheckBytes = 64L * 1024 * 1024;

    public static async Task ApplyAsync(Database database, string file, IEnumerable<MigrationSet> sets, TimeProvider time)
    {
        try
        {
            if (File.Exists(file) && new FileInfo(file).Length < QuickCheckBytes)
            {
                await QuickCheckAsync(database, file);
            }

            await SetModeAsync(database);
            await database.WriteAsync(
                async transaction =>
                {
                    await transaction.Connection!.ExecuteAsync(
                        """
                        CREATE TABLE IF NOT EXISTS schema_migrations (
                          set_name TEXT NOT NULL, number INTEGER NOT NULL, name TEXT NOT NULL, digest TEXT NOT NULL, applied_at TEXT NOT NULL,
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
        catch (SqliteException e) when (e.SqliteErrorCode is SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB)
        {
            throw Damaged(file, e);
        }
        catch (SqliteException e) when (e.SqliteErrorCode is SQLitePCL.raw.SQLITE_CANTOPEN or SQLitePCL.raw.SQLITE_READONLY or SQLitePCL.raw.SQLITE_IOERR)
        {
            throw new StartupException(
                "data_unwritable",
                $"Basis data {file} tidak dapat dibuka untuk ditulis. Periksa izin dan ruang kosong.",
                $"The database {file} cannot be opened for writing. Check its permissions and the free space.",
                e);
        }
    }

    private static async Task ApplyAsync(MigrationSet set, StorageProvider provider, System.Data.Common.DbTransaction transaction, TimeProvider time)
    {
        var connection = transaction.Connection!;
        var applied = (await connection.QueryAsync<(int Number, string Digest)>(
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

    private static async Task QuickCheckAsync(Database database, string file)
    {
        var result = await database.ReadAsync(c => c.ExecuteScalarAsync<string>("PRAGMA quick_check(1)"), CancellationToken.None);
        if (result != "ok")
        {
            throw Damaged(file, inner: null);
        }
    }

    private static Task<string?> SetModeAsync(Database database) =>
        database.ReadAsync(c => c.ExecuteScalarAsync<string>("PRAGMA journal_mode = WAL"), CancellationToken.None);

    private static StartupException Damaged(string file, Exception? inner) => new(
        "database_damaged",
        $"Basis data {file} rusak. Hentikan layanan dan pulihkan dari cadangan; jangan hapus berkasnya.",
        $"The database {file} is damaged. Stop the service and restore a backup; do not delete the file.",
        inner);
}
