using Dapper;
using Npgsql;
using Pmo.Matching.Tests.Hosts;
using Pmo.Testing.Postgres;

namespace Pmo.Matching.Tests.Faults;

/// <summary>When the server's disk is full: a real one, on which a table cannot grow, or the server's own log, which brings the server down.</summary>
public sealed class FullDiskTests
{
    private const int Page = 8; // KiB
    private const int LogFile = 1024; // KiB

    // So that nearly every new row needs a page that is not there yet.
    private const string Spread =
        """
        DO $$ DECLARE name text; BEGIN
          FOR name IN SELECT oid::regclass FROM pg_class WHERE relkind = 'r' AND relnamespace = 'matching'::regnamespace LOOP
            EXECUTE format('ALTER TABLE %s SET (fillfactor = 10)', name);
          END LOOP;
        END $$;
        """;

    // When the test holds the lock, a commit comes to the end of a file of the log, and needs the next one.
    private static readonly string SwitchAtCommit = AtCommit.Run("IF NOT pg_try_advisory_xact_lock_shared(4711) THEN PERFORM pg_switch_wal(); END IF;");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_write_for_which_there_is_no_room_is_refused_whole_and_taken_when_there_is()
    {
        using var server = PostgresServer.StartOnSmallDisk();
        await using var host = await StartAsync(server);
        await using (var maker = await ConnectAsync(server))
        {
            await maker.ExecuteAsync(Spread);
        }

        var refused = new HashSet<string>();
        foreach (var write in Writes.Names.Select(n => n.Data))
        {
            for (var pages = 0; pages < 4; pages++)
            {
                var fault = await host.PrepareAsync(write, $"{write}-{pages}");
                server.Fill(pages * Page);
                var reply = await fault.SendAsync();
                server.MakeRoom();
                var isDone = (int)reply.Status is 200 or 204;
                if (!isDone)
                {
                    reply.ShouldBe(503, "storage_unavailable");
                    refused.Add(write);
                }

                (await fault.IsDoneAsync()).ShouldBe(isDone, write);
                await fault.ShouldEndWellAsync();
            }
        }

        // Others may find room in pages that are there.
        refused.Count.ShouldBeGreaterThan(2);
    }

    [Fact]
    public async Task When_the_servers_log_has_no_room_it_goes_down_with_nothing_done_and_the_retry_does_it_once()
    {
        using var server = PostgresServer.StartOnSmallDisk();
        await using var host = await StartAsync(server);
        await using (var maker = await ConnectAsync(server))
        {
            await maker.ExecuteAsync(SwitchAtCommit);
        }

        foreach (var write in Writes.Names.Select(n => n.Data))
        {
            var fault = await host.PrepareAsync(write, $"{write}-log");
            await host.Cleaner.RunOnceAsync(Token);
            await using var holder = await ConnectAsync(server);

            await UseUpAsync(holder);
            await holder.ExecuteAsync("SELECT pg_advisory_lock(4711)");
            server.Fill(LogFile / 2);
            (await fault.SendAsync()).ShouldBe(503, "storage_unavailable");

            // Whoever brought the server down is told sooner than the others; who waits there is told then.
            await Should.ThrowAsync<NpgsqlException>(() => holder.ExecuteAsync("SELECT pg_sleep(30)"));
            server.MakeRoom();
            (await fault.IsDoneAsync()).ShouldBeFalse(write);
            await fault.ShouldEndWellAsync();
        }
    }

    // Files of the log that lie ready.
    private static async Task UseUpAsync(NpgsqlConnection connection)
    {
        while (await connection.ExecuteScalarAsync<bool>(
            "SELECT EXISTS (SELECT 1 FROM pg_ls_waldir() WHERE name ~ '^[0-9A-F]{24}$' AND name > pg_walfile_name(pg_current_wal_insert_lsn()))"))
        {
            await connection.ExecuteAsync("SELECT pg_switch_wal()");
            await connection.ExecuteAsync("SELECT txid_current()");
        }
    }

    private static Task<MatchingHost> StartAsync(PostgresServer server) =>
        MatchingHost.StartAsync($"--Storage:ConnectionString={server.ConnectionString("matching")}", "--Snapshots:Every=00:00:00");

    private static async Task<NpgsqlConnection> ConnectAsync(PostgresServer server)
    {
        var connection = new NpgsqlConnection(server.ConnectionString("matching") + ";Pooling=false");
        await connection.OpenAsync(Token);
        return connection;
    }
}
