using System.Data.Common;
using Microsoft.Data.Sqlite;
using Pmo.AuditLog.Entries;

namespace Pmo.AuditLog.Storage;

/// <summary>Rows of the log, one at a time. Not thread-safe.</summary>
/// <param name="command">Its statement; the cursor's from now on.</param>
/// <param name="reader">Of that; too.</param>
internal abstract class EntryCursor(DbCommand command, DbDataReader reader) : IDisposable
{
    protected DbDataReader Reader { get; } = reader;

    /// <summary>The row that it stands on; valid until it moves on.</summary>
    public abstract RowView Current { get; }

    /// <param name="command">Selects what a <see cref="LogRow"/> has, in that order; the cursor's from now on.</param>
    /// <param name="cancellation">Stops it before the first row.</param>
    public static async Task<EntryCursor> OpenAsync(DbCommand command, CancellationToken cancellation)
    {
        try
        {
            var reader = await command.ExecuteReaderAsync(cancellation);
            return reader is SqliteDataReader rows ? new SqliteEntryCursor((SqliteCommand)command, rows) : new ReaderEntryCursor(command, reader);
        }
        catch
        {
            await command.DisposeAsync();
            throw;
        }
    }

    /// <summary>Moves on; false after the last.</summary>
    public abstract bool Read();

    public void Dispose()
    {
        Reader.Dispose();
        command.Dispose();
    }
}
