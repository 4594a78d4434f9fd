using Dapper;
using Npgsql;
using Pmo.Hosting.Storage.Postgres;
using Pmo.Testing.Postgres;

namespace Pmo.Hosting.Tests.Storage.Postgres;

public sealed class LostConnectionsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task When_one_has_lost_its_server_none_that_waits_in_the_pool_is_used_again()
    {
        await using var source = NewSource();
        var (lost, _) = await TwoAsync(source);
        await using (var other = NewSource())
        {
            await using var killer = await other.OpenConnectionAsync(Token);
            (await killer.ExecuteScalarAsync<long>("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = @name", new { name = Name(source) }))
                .ShouldBe(2);
        }

        await Should.ThrowAsync<NpgsqlException>(() => PidAsync(lost));
        source.Discard(lost).ShouldBeTrue();

        await using var next = await source.OpenConnectionAsync(Token);
        (await PidAsync(next)).ShouldBePositive();
    }

    [Fact]
    public async Task One_on_which_a_statement_failed_takes_none_with_it()
    {
        await using var source = NewSource();
        var (failed, idle) = await TwoAsync(source);
        await Should.ThrowAsync<PostgresException>(() => failed.ExecuteAsync("SELECT 1 / 0"));
        var pid = await PidAsync(failed);
        source.Discard(failed).ShouldBeFalse();
        source.Discard(null).ShouldBeFalse();

        await using var first = await source.OpenConnectionAsync(Token);
        await using var second = await source.OpenConnectionAsync(Token);
        new[] { await PidAsync(first), await PidAsync(second) }.ShouldBe([idle, pid], ignoreOrder: true);
    }

    // One that is open, and the process of one that waits in the pool.
    private static async Task<(NpgsqlConnection Open, int Idle)> TwoAsync(NpgsqlDataSource source)
    {
        var open = await source.OpenConnectionAsync(Token);
        await using var idle = await source.OpenConnectionAsync(Token);
        return (open, await PidAsync(idle));
    }

    private static Task<int> PidAsync(NpgsqlConnection connection) => connection.ExecuteScalarAsync<int>("SELECT pg_backend_pid()");

    private static NpgsqlDataSource NewSource()
    {
        PostgresServer.Require();
        return NpgsqlDataSource.Create($"{PostgresServer.Shared.ConnectionString("public")};Application Name=lost-{Guid.NewGuid():N}");
    }

    private static string Name(NpgsqlDataSource source) => new NpgsqlConnectionStringBuilder(source.ConnectionString).ApplicationName!;
}
