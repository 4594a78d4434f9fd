using Microsoft.Data.Sqlite;

namespace Pmo.Cli.Backups.Storage;

/// <summary>Copies a SQLite database while a service writes to it.</summary>
internal static class OnlineCopy
{
    /// <summary>
    /// Copies the database as it is at one instant, what lies in its write-ahead log included, and checks the copy.
    /// Nobody who writes has to wait: in WAL mode a reader holds up no writer.
    /// </summary>
    /// <param name="source">The database in use; opened for reading only.</param>
    /// <param name="target">Where the copy goes; must not exist.</param>
    /// <exception cref="SqliteException">It cannot be read, or is no database.</exception>
    /// <returns>Null, or the first thing that is wrong with the copy.</returns>
    public static string? Make(string source, string target)
    {
        // Both unpooled, so that no handle outlives this.
        using var from = new SqliteConnection(Connect(source, SqliteOpenMode.ReadOnly));
        using var to = new SqliteConnection(Connect(target, SqliteOpenMode.ReadWriteCreate));
        from.Open();
        to.Open();
        from.BackupDatabase(to);
        using var check = to.CreateCommand();

        // Whole in one file: a copy that needs its own log beside it is lost as soon as somebody moves it.
        check.CommandText = "PRAGMA journal_mode = DELETE; PRAGMA quick_check(1)";
        using var reader = check.ExecuteReader();
        reader.NextResult();
        return reader.Read() && reader.GetString(0) is var said && said != "ok" ? said : null;
    }

    private static string Connect(string file, SqliteOpenMode mode) =>
        new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false, DefaultTimeout = 30 }.ToString();
}
