using Dapper;
using Npgsql;
using Pmo.Matching.Tests.Hosts;
using Pmo.Testing.Postgres;

namespace Pmo.Matching.Tests.Faults;

/// <summary>The server lost in the middle of each write's COMMIT: before its record is in the server's log, and after, when nobody was told of it.</summary>
public sealed class LostServerTests
{
    // Whoever commits a change to such a table waits, when the test holds the lock.
    private static readonly string WaitAtCommit = AtCommit.Run("PERFORM pg_advisory_xact_lock_shared(4711);");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Server_lost_in_the_middle_of_a_commit_has_all_or_nothing_and_the_retry_does_it_once(bool isWritten)
    {
        using var server = PostgresServer.StartNew();
        await using var host = await MatchingHost.StartAsync($"--Storage:ConnectionString={server.ConnectionString("matching")}", "--Snapshots:Every=00:00:00");
        await using (var maker = await ConnectAsync(server))
        {
            await maker.ExecuteAsync(WaitAtCommit);
        }

        foreach (var write in Writes.Names.Select(n => n.Data))
        {
            var fault = await host.PrepareAsync(write, $"{write}-lost");
            await host.Cleaner.RunOnceAsync(Token);
            await using var holder = await ConnectAsync(server);
            await holder.ExecuteAsync("SELECT pg_advisory_lock(4711)");
            var sending = fault.SendAsync();
            await LoseAsync(server, holder, isWritten);
            (await sending).ShouldBe(503, "storage_unavailable");
            server.Start();
            await ExecuteAsync(server, "ALTER SYSTEM RESET synchronous_standby_names", "SELECT pg_reload_conf()");
            (await fault.IsDoneAsync()).ShouldBe(isWritten, write);
            await fault.ShouldEndWellAsync();
        }
    }

    private static async Task LoseAsync(PostgresServer server, NpgsqlConnection holder, bool isWritten)
    {
        await using var observer = await ConnectAsync(server);
        await WaitAsync(observer, "advisory", 1);
        if (isWritten)
        {
            // A commit that is on the server's own disk waits for a replica that never comes; so does the probe's, once the server knows.
            await ExecuteAsync(server, "ALTER SYSTEM SET synchronous_standby_names = 'nobody'", "SELECT pg_reload_conf()");
            await using var probe = await ConnectAsync(server);
            var probing = ProbeAsync(probe);
            await WaitAsync(observer, "SyncRep", 1);
            await holder.ExecuteAsync("SELECT pg_advisory_unlock(4711)");
            await WaitAsync(observer, "SyncRep", 2);
            server.Crash();
            await Should.ThrowAsync<NpgsqlException>(probing);
        }
        else
        {
            server.Crash();
        }
    }

    private static async Task ProbeAsync(NpgsqlConnection connection)
    {
        while (true)
        {
            await connection.ExecuteAsync("SELECT txid_current()");
        }
    }

    private static async Task WaitAsync(NpgsqlConnection observer, string what, int count)
    {
        while (await observer.ExecuteScalarAsync<long>("SELECT count(*) FROM pg_stat_activity WHERE wait_event = @what", new { what }) < count)
        {
            Token.ThrowIfCancellationRequested();
        }
    }

    private static async Task ExecuteAsync(PostgresServer server, params string[] statements)
    {
        await using var connection = await ConnectAsync(server);
        foreach (var statement in statements)
        {
            await connection.ExecuteAsync(statement);
        }
    }

    private static async Task<NpgsqlConnection> ConnectAsync(PostgresServer server)
    {
        var connection = new NpgsqlConnection(server.ConnectionString("matching") + ";Pooling=false");
        await connection.OpenAsync(Token);
        return connection;
    }
}
