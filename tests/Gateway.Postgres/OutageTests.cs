using Dapper;
using Npgsql;
using Pmo.Testing.Postgres;

namespace Pmo.Gateway.Tests;

/// <summary>The database goes and comes back while the services run.</summary>
public sealed class OutageTests(OutageStack stack) : IClassFixture<OutageStack>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task While_the_server_is_away_nothing_is_acknowledged_and_when_it_is_back_all_works_without_a_restart()
    {
        var partner = stack.NewPartner();
        (await partner.SendAsync(ListRun.Open(partner, 7, "first"))).ShouldBe(201);
        (await HealthAsync()).Status.ShouldBe(200);
        (await HealthAsync()).Text.ShouldContain("PostgreSQL");

        stack.Server.Stop();
        var refused = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => partner.SendAsync(ListRun.Open(partner, 7))));
        refused.ShouldAllBe(a => a.Status == 503);
        var health = await HealthAsync();
        health.Status.ShouldBe(503);
        refused.Append(health).ShouldAllBe(a => !a.Text.Contains(PostgresSecret.Password, StringComparison.Ordinal));

        stack.Server.Start();
        while ((await HealthAsync()).Status != 200)
        {
            // Each service finds its own way back; what fails is that it never does.
            Token.ThrowIfCancellationRequested();
        }

        (await partner.SendAsync(ListRun.Open(partner, 7, "first"))).ShouldBe(201);
        (await partner.SendAsync(ListRun.Open(partner, 3))).ShouldBe(201);
        await using var connection = new NpgsqlConnection(stack.Server.ConnectionString("gateway"));
        (await connection.QuerySingleAsync<decimal>("SELECT sum(used) FROM quota_usage WHERE meter LIKE @meter", new { meter = partner.Agreement + "/%" })).ShouldBe(10);
        foreach (var log in Directory.GetFiles(Path.Combine(stack.Data, "logs")))
        {
            await using var stream = new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            (await new StreamReader(stream).ReadToEndAsync(Token)).ShouldNotContain(PostgresSecret.Password);
        }
    }

    private async Task<ApiAnswer> HealthAsync()
    {
        using var response = await stack.Http.GetAsync(new Uri(stack.Origin, "/health/ready"), Token);
        return await ApiCaller.ReadAsync(response);
    }
}
