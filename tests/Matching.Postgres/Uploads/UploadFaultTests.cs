using Dapper;
using Npgsql;
using Pmo.Hosting.Decisions;
using Pmo.Matching.Tests.Hosts;
using Pmo.Protocol.Api;
using Pmo.Testing.Postgres;

namespace Pmo.Matching.Tests.Uploads;

/// <summary>An upload when the server, or a connection, goes in the middle of it, and when the same comes twice at once.</summary>
public sealed class UploadFaultTests
{
    private static readonly DecidedDataset[] Pkh = [new("pkh-2026", "dinsos")];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static List<(int Person, UploadRow Row)> Rows(int from, int count) => [.. Enumerable.Range(from, count).Select(i => (i, Caller.Row()))];

    private static async Task<MatchingHost> StartAsync(params string[] more)
    {
        var host = await MatchingHost.StartAsync(more);
        (await host.Caller("dinsos").CreateAsync(Caller.Aid("pkh-2026"))).Read<DatasetInfo>();
        return host;
    }

    private static Task<MatchingHost> StartAsync(PostgresServer server) => StartAsync($"--Storage:ConnectionString={server.ConnectionString("matching")}");

    private static async Task<NpgsqlConnection> ConnectAsync(PostgresServer server)
    {
        var connection = new NpgsqlConnection(server.ConnectionString("matching") + ";Pooling=false");
        await connection.OpenAsync(Token);
        return connection;
    }

    // Until a backend waits for a lock with such a statement: its process. Not within a transaction, to which the server always tells the same.
    private static async Task<int> WaiterAsync(NpgsqlConnection connection, string statement)
    {
        while (true)
        {
            Token.ThrowIfCancellationRequested();
            if (await connection.ExecuteScalarAsync<int?>(
                "SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE @statement LIMIT 1", new { statement }) is { } pid)
            {
                return pid;
            }
        }
    }

    [Fact]
    public async Task Server_lost_in_the_middle_of_a_commit_shows_nothing_and_the_retry_all()
    {
        using var server = PostgresServer.StartNew();
        await using var host = await StartAsync(server);
        var (dinsos, csr) = (host.Caller("dinsos"), host.Caller("csr"));
        await dinsos.UploadAsync("pkh-2026", Rows(0, 3));
        var upload = await dinsos.OpenUploadAsync("pkh-2026", 5);
        (await dinsos.PutRowsAsync("pkh-2026", upload, 0, dinsos.Ndjson(Rows(10, 5)))).Read<PartReceived>();
        await using (var other = await ConnectAsync(server))
        await using (await other.BeginTransactionAsync(Token))
        {
            await other.ExecuteAsync("SELECT key FROM datasets FOR UPDATE");
            await using var observer = await ConnectAsync(server);
            var commit = dinsos.CommitUploadAsync("pkh-2026", upload);
            await WaiterAsync(observer, "UPDATE datasets%");
            server.Crash();
            (await commit).ShouldBe(503, "storage_unavailable");
        }

        server.Start();
        (await csr.CheckAsync([0, 1, 2, 10, 11], Pkh)).Results.Select(r => r.I).ShouldBe([0, 1, 2]);
        (await dinsos.CommitUploadAsync("pkh-2026", upload)).Read<UploadCommitted>().DatasetRows.ShouldBe(5);
        (await csr.CheckAsync([0, 1, 2, 10, 11], Pkh)).Results.Select(r => r.I).ShouldBe([3, 4]);
    }

    [Fact]
    public async Task Connection_killed_in_the_middle_of_a_part_leaves_nothing_of_it()
    {
        using var server = PostgresServer.StartNew();
        await using var host = await StartAsync(server);
        var dinsos = host.Caller("dinsos");
        var upload = await dinsos.OpenUploadAsync("pkh-2026", 4);
        var part = dinsos.Ndjson(Rows(0, 4));
        await using var other = await ConnectAsync(server);
        await using (var transaction = await other.BeginTransactionAsync(Token))
        {
            await other.ExecuteAsync("LOCK TABLE records IN SHARE MODE");
            await using var observer = await ConnectAsync(server);
            var put = dinsos.PutRowsAsync("pkh-2026", upload, 0, part);
            var pid = await WaiterAsync(observer, "COPY records%");
            await other.ExecuteAsync("SELECT pg_terminate_backend(@pid)", new { pid });
            (await put).ShouldBe(503, "storage_unavailable");
            await transaction.RollbackAsync(Token);
        }

        (await other.ExecuteScalarAsync<long>("SELECT count(*) FROM records")).ShouldBe(0);
        (await dinsos.CommitUploadAsync("pkh-2026", upload)).ShouldBe(409, "parts_missing");
        (await dinsos.PutRowsAsync("pkh-2026", upload, 0, part)).Read<PartReceived>();
        (await dinsos.CommitUploadAsync("pkh-2026", upload)).Read<UploadCommitted>().DatasetRows.ShouldBe(4);
        (await other.ExecuteScalarAsync<long>("SELECT count(*) FROM records")).ShouldBe(4);
    }

    [Fact]
    public async Task Rows_that_an_attempt_left_on_one_of_several_servers_are_gone_after_the_next()
    {
        using var server = PostgresServer.StartNew();
        await using var host = await StartAsync(server);
        var dinsos = host.Caller("dinsos");
        var upload = await dinsos.OpenUploadAsync("pkh-2026", 4);
        await using var other = await ConnectAsync(server);
        await other.ExecuteAsync(
            """
            INSERT INTO upload_parts (upload, part, digest) SELECT key, 0, '' FROM uploads;
            INSERT INTO records (pseudonym, upload, seq, epoch, element, delivered) SELECT '\x00112233445566778899aabbccddeeff', key, 2, 1, '', 1 FROM uploads
            """);
        (await dinsos.CommitUploadAsync("pkh-2026", upload)).ShouldBe(409, "parts_missing");
        (await dinsos.PutRowsAsync("pkh-2026", upload, 0, dinsos.Ndjson(Rows(0, 4)))).Read<PartReceived>();
        (await dinsos.CommitUploadAsync("pkh-2026", upload)).Read<UploadCommitted>();
        (await other.ExecuteScalarAsync<long>("SELECT count(*) FROM records")).ShouldBe(4);
    }

    [Fact]
    public async Task The_same_part_and_the_same_commit_twice_at_once_count_once()
    {
        await using var host = await StartAsync();
        var dinsos = host.Caller("dinsos");
        for (var round = 0; round < 5; round++)
        {
            var upload = await dinsos.OpenUploadAsync("pkh-2026", 6);
            var (part, another) = (dinsos.Ndjson(Rows(0, 6)), dinsos.Ndjson(Rows(1, 6)));
            var replies = await Task.WhenAll(new[] { part, part, another, part }.Select(p => dinsos.PutRowsAsync("pkh-2026", upload, 0, p)));
            var stored = replies.Where(r => (int)r.Status == 200).ToList();
            stored.Count.ShouldBeOneOf(1, 3);
            replies.Except(stored).ToList().ForEach(r => r.ShouldBe(422, "part_differs"));
            var commits = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => dinsos.CommitUploadAsync("pkh-2026", upload, "audit-1")));
            commits.ShouldAllBe(c => c.Read<UploadCommitted>().DatasetRows == 6);
        }

        await host.Cleaner.RunOnceAsync(Token);
        (await host.CountAsync("records")).ShouldBe(6);
    }

    [Fact]
    public async Task Check_while_lists_are_replaced_sees_one_or_the_other_whole()
    {
        await using var host = await StartAsync();
        var (dinsos, csr) = (host.Caller("dinsos"), host.Caller("csr"));
        await dinsos.UploadAsync("pkh-2026", Rows(0, 20));
        for (var round = 1; round < 6; round++)
        {
            var upload = await dinsos.OpenUploadAsync("pkh-2026", 20);
            (await dinsos.PutRowsAsync("pkh-2026", upload, 0, dinsos.Ndjson(Rows(round % 2 * 20, 20)))).Read<PartReceived>();
            var checks = Enumerable.Range(0, 3).Select(_ => csr.CheckAsync([.. Enumerable.Range(0, 40)], Pkh)).ToList();
            (await dinsos.CommitUploadAsync("pkh-2026", upload)).Read<UploadCommitted>();
            foreach (var answer in await Task.WhenAll(checks))
            {
                answer.Results.Select(r => r.I / 20).Distinct().Count().ShouldBe(1);
                answer.Matched.ShouldBe(20);
            }
        }
    }
}
