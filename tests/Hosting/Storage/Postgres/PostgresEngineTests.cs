using System.Data.Common;
using Dapper;
using Npgsql;
using Pmo.Hosting.Startup;
using Pmo.Hosting.Storage;
using Pmo.Testing;
using Pmo.Testing.Postgres;

namespace Pmo.Hosting.Tests.Storage.Postgres;

/// <summary>What a PostgreSQL server may do to a service, on a server of the test's own.</summary>
public sealed class PostgresEngineTests : IDisposable
{
    private const string Insert = "INSERT INTO replays (scope, id, expires_at) VALUES ('test', @id, 0)";

    private readonly PostgresServer _server = PostgresServer.StartNew();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_that_is_stopped_acknowledges_nothing_and_works_when_it_is_back()
    {
        using var database = await NewAsync();
        await AddAsync(database, 1);
        _server.Stop();

        await Should.ThrowAsync<DbException>(() => AddAsync(database, 2));
        await Should.ThrowAsync<DbException>(() => CountAsync(database));
        await Should.ThrowAsync<DbException>(() => database.ProbeAsync(Token));

        _server.Start();
        await AddAsync(database, 3);
        (await CountAsync(database)).ShouldBe(2);
        await database.ProbeAsync(Token);
    }

    [Fact]
    public async Task A_server_that_was_restarted_between_two_writes_is_not_noticed()
    {
        using var database = await NewAsync();
        await AddAsync(database, 1);
        _server.Stop();
        _server.Start();
        await AddAsync(database, 2);
        (await CountAsync(database)).ShouldBe(2);
    }

    [Fact]
    public async Task What_was_acknowledged_before_a_crash_is_there_after_it()
    {
        using var database = await NewAsync();
        for (var i = 0; i < 20; i++)
        {
            await AddAsync(database, i);
        }

        _server.Crash();
        _server.Start();

        // The first readers may find the connections of before.
        await Record.ExceptionAsync(() => CountAsync(database));
        (await CountAsync(database)).ShouldBe(20);
    }

    [Fact]
    public async Task A_connection_that_is_ended_mid_batch_fails_that_batch_and_not_the_next()
    {
        using var database = await NewAsync();
        var killed = database.WriteAsync(
            async transaction =>
            {
                await transaction.Connection!.ExecuteAsync(Insert, new { id = new byte[] { 1 } }, transaction);
                var pid = await transaction.Connection!.ExecuteScalarAsync<int>("SELECT pg_backend_pid()", transaction: transaction);
                (await database.ReadAsync(c => c.ExecuteScalarAsync<bool>("SELECT pg_terminate_backend(@pid)", new { pid }), Token)).ShouldBeTrue();
                await transaction.Connection!.ExecuteAsync(Insert, new { id = new byte[] { 2 } }, transaction);
            },
            Token);

        await Should.ThrowAsync<DbException>(() => killed);
        await AddAsync(database, 3);
        (await CountAsync(database)).ShouldBe(1);
    }

    // COMMIT of a transaction in which a statement failed is a rollback without an error.
    [Fact]
    public async Task Writer_that_hides_a_failed_statement_is_not_told_that_it_worked()
    {
        using var database = await NewAsync();
        foreach (var write in (Func<Func<DbTransaction, Task<int>>, Task<int>>[])[w => database.WriteAsync(w, Token), w => database.WriteAsideAsync(w, Token)])
        {
            await Should.ThrowAsync<DbException>(() => write(async transaction =>
            {
                await transaction.Connection!.ExecuteAsync(Insert, new { id = new byte[] { 1 } }, transaction);
                await Record.ExceptionAsync(() => transaction.Connection!.ExecuteAsync("SELECT 1 / 0", transaction: transaction));
                return 1;
            }));
        }

        (await CountAsync(database)).ShouldBe(0);
    }

    [Fact]
    public async Task Writers_of_two_replicas_wait_for_each_other_and_those_aside_do_not()
    {
        using var one = await NewAsync();
        using var two = await NewAsync();
        var (running, gate) = (new TaskCompletionSource(), new TaskCompletionSource());
        var first = one.WriteAsync(
            async transaction =>
            {
                running.SetResult();
                await gate.Task;
                await transaction.Connection!.ExecuteAsync(Insert, new { id = new byte[] { 1 } }, transaction);
            },
            Token);
        await running.Task;
        var second = two.WriteAsync(t => t.Connection!.ExecuteScalarAsync<long>("SELECT count(*) FROM replays", transaction: t), Token);

        // While the first is held, one aside comes and goes.
        await two.WriteAsideAsync(t => t.Connection!.ExecuteAsync(Insert, new { id = new byte[] { 2 } }, t), Token);
        second.IsCompleted.ShouldBeFalse();
        gate.SetResult();
        await first;
        (await second).ShouldBe(2);
    }

    [Fact]
    public async Task A_snapshot_sees_one_state_and_writes_nothing()
    {
        using var database = await NewAsync();
        await database.ReadSnapshotAsync(
            async transaction =>
            {
                var count = () => transaction.Connection!.ExecuteScalarAsync<long>("SELECT count(*) FROM replays", transaction: transaction);
                var before = await count();
                await AddAsync(database, 1);
                (await count()).ShouldBe(before);
                return before;
            },
            Token);
        (await Should.ThrowAsync<PostgresException>(() => database.ReadSnapshotAsync(
            t => t.Connection!.ExecuteAsync(Insert, new { id = new byte[] { 2 } }, t), Token))).SqlState.ShouldBe(PostgresErrorCodes.ReadOnlySqlTransaction);
        (await CountAsync(database)).ShouldBe(1);
    }

    // What Problems tells from an outage.
    [Fact]
    public async Task A_text_with_a_zero_character_is_the_senders_fault_by_its_state()
    {
        using var database = await NewAsync();
        (await Should.ThrowAsync<DbException>(() => database.ReadAsync(
            c => c.ExecuteScalarAsync<long>("SELECT count(*) FROM replays WHERE scope = @scope", new { scope = "a\0" }), Token))).SqlState.ShouldBe("22021");
        (await CountAsync(database)).ShouldBe(0);
    }

    [Fact]
    public async Task Six_replicas_that_start_at_once_make_one_schema()
    {
        var replicas = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(NewAsync)));
        await Task.WhenAll(replicas.Select((replica, i) => AddAsync(replica, i)));
        (await CountAsync(replicas[0])).ShouldBe(6);
        Array.ForEach(replicas, replica => replica.Dispose());
    }

    [Fact]
    public async Task A_database_that_cannot_be_used_stops_the_start_and_tells_no_password()
    {
        _server.Stop();
        (await Should.ThrowAsync<StartupException>(NewAsync)).ShouldSatisfyAllConditions(
            e => e.Code.ShouldBe("database_unreachable"), e => e.ToString().ShouldNotContain(PostgresSecret.Password));
        _server.Start();
        (await Should.ThrowAsync<StartupException>(() => NewAsync("Database=none"))).Message.ShouldContain("3D000");
    }

    public void Dispose() => _server.Dispose();

    private static Task<int> AddAsync(Database database, int id) =>
        database.WriteAsync(t => t.Connection!.ExecuteAsync(Insert, new { id = BitConverter.GetBytes(id) }, t), Token);

    private static Task<long> CountAsync(Database database) => database.ReadAsync(c => c.ExecuteScalarAsync<long>("SELECT count(*) FROM replays"), Token);

    private Task<Database> NewAsync() => NewAsync("");

    private Task<Database> NewAsync(string more) =>
        Database.ConnectAsync($"{_server.ConnectionString("engine")};{more}", new ManualClock(), TestDatabase.Hosting);
}
