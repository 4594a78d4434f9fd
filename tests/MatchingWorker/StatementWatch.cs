using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Pmo.Hosting.Storage;
using Pmo.Testing.Faults;
using SQLitePCL;

namespace Pmo.MatchingWorker;

/// <summary>
/// Passes the point <c>statement</c> at each statement of a request: on SQLite of the writer, COMMIT among them, before it runs; on PostgreSQL of all that it
/// does but BEGIN and COMMIT, after it ran.
/// </summary>
internal sealed class StatementWatch
{
    private static readonly AsyncLocal<MarkedPoint?> Current = new();
    private readonly Database _database;

    public StatementWatch(Database database)
    {
        _database = database;
        ActivitySource.AddActivityListener(new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = _ => Current.Value?.Pass("statement"),
        });
    }

    /// <summary>Readies the writer's connection, which after a failure is another.</summary>
    public Task PrepareAsync() =>
        _database.Provider == StorageProvider.Sqlite ? _database.WriteAsync(TraceAsync, CancellationToken.None) : Task.CompletedTask;

    /// <summary>Whose statements are those of the caller from now on.</summary>
    public static void Watch(MarkedPoint point) => Current.Value = point;

    private static Task TraceAsync(System.Data.Common.DbTransaction transaction)
    {
        raw.sqlite3_trace(((SqliteConnection)transaction.Connection!).Handle!, (object _, string _) => Current.Value?.Pass("statement"), null);
        return Task.CompletedTask;
    }
}
