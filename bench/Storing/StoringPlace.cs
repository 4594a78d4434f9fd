namespace Pmo.Bench.Storing;

/// <summary>Where a benchmark's databases lie.</summary>
/// <param name="Engine"><c>sqlite</c> or <c>postgres</c>, as in the keys of figures.</param>
/// <param name="Folder">For files.</param>
/// <param name="Postgres">Connection string; null: SQLite.</param>
/// <param name="IsKept">Whether large tables are kept for the next run.</param>
internal sealed record StoringPlace(string Engine, string Folder, string? Postgres, bool IsKept)
{
    /// <summary>Runs <paramref name="work"/> on SQLite, and on PostgreSQL if the command line names one.</summary>
    public static async Task RunAsync(BenchOptions options, Func<StoringPlace, Task> work)
    {
        var temporary = options.Data is null ? Directory.CreateTempSubdirectory("pmo-bench-") : Directory.CreateDirectory(options.Data);
        try
        {
            await work(new StoringPlace("sqlite", temporary.FullName, Postgres: null, options.Data is not null));
            if (options.Postgres is { } connection)
            {
                await work(new StoringPlace("postgres", temporary.FullName, connection, options.Data is not null));
            }
        }
        finally
        {
            if (options.Data is null)
            {
                temporary.Delete(recursive: true);
            }
        }
    }

    /// <summary>What is said where PostgreSQL was not measured.</summary>
    public static string? Absent(BenchOptions options) =>
        options.Postgres is null ? "Absent: PostgreSQL: give --postgres CONNECTION-STRING of a server where schemas bench_… may be made and dropped." : null;

    public override string ToString() => nameof(StoringPlace);
}
