using Dapper;
using Npgsql;
using Pmo.Hosting.Storage;
using Pmo.Hosting.Storage.Postgres;
using Pmo.Testing;
using Pmo.Testing.Postgres;

namespace Pmo.Hosting.Tests.Storage.Postgres;

/// <summary>A schema of a pair, as a replica of a service has it.</summary>
internal sealed class PairDatabase : IDisposable
{
    private const string Insert = "INSERT INTO replays (scope, id, expires_at) VALUES ('test', @id, 0)";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly PostgresPair _pair;
    private readonly string _schema;

    private PairDatabase(PostgresPair pair, string schema, Database database) => (_pair, _schema, Database) = (pair, schema, database);

    public Database Database { get; }

    public PostgresStandby Standby => Database.Standby!;

    /// <param name="pair">Both.</param>
    /// <param name="schema">A test's own.</param>
    /// <param name="read">Where reads may go; null: to whichever is the standby.</param>
    /// <param name="main">Where all else goes; null: to whichever is the primary.</param>
    public static async Task<PairDatabase> OpenAsync(PostgresPair pair, string schema, string? read = null, string? main = null)
    {
        var settings = PostgresSettings.Parse(main ?? pair.ConnectionString(schema));
        var engine = new PostgresEngine(settings, PostgresSettings.ParseStandby(read ?? pair.ReadConnectionString(schema), settings));
        return new PairDatabase(pair, schema, await Database.OpenAsync(engine, new ManualClock(), [TestDatabase.Hosting]));
    }

    public Task AddAsync(int id) =>
        Database.WriteAsync(t => t.Connection!.ExecuteAsync(Insert, new { id = BitConverter.GetBytes(id) }, t), TestContext.Current.CancellationToken);

    /// <summary>How many rows a heavy read sees, and where.</summary>
    public Task<(bool OnStandby, long Count)> ReadAsync() => Database.ReadSnapshotAsideAsync(
        t => t.Connection!.QuerySingleAsync<(bool, long)>("SELECT pg_is_in_recovery(), count(*) FROM replays", transaction: t),
        TestContext.Current.CancellationToken);

    /// <summary>Reads until the standby answers; each answer must be that count.</summary>
    public async Task ReadUntilOnStandbyAsync(long count)
    {
        using var patience = new CancellationTokenSource(Patience);
        for (var (onStandby, seen) = (false, 0L); !onStandby;)
        {
            (onStandby, seen) = await ReadAsync();
            seen.ShouldBe(count);
            patience.IsCancellationRequested.ShouldBeFalse($"the standby does not answer: {Standby.State}");
        }
    }

    /// <summary>Runs a statement on one of the two.</summary>
    public async Task TellAsync(char server, string sql)
    {
        await using var connection = new NpgsqlConnection(_pair.ConnectionString(_schema, server) + ";Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await connection.ExecuteAsync(sql);
    }

    /// <summary>Changes a setting of one of the two.</summary>
    public async Task SetAsync(char server, string setting)
    {
        await TellAsync(server, "ALTER SYSTEM SET " + setting);
        await TellAsync(server, "SELECT pg_reload_conf()");
    }

    public void Dispose() => Database.Dispose();
}
