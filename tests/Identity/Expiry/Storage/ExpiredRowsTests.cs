using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Pmo.Hosting.Storage;
using Pmo.Identity.Events;
using Pmo.Identity.Events.Storage;
using Pmo.Identity.Expiry.Storage;
using Pmo.Testing.Storage;

namespace Pmo.Identity.Tests.Expiry.Storage;

public sealed class ExpiredRowsTests(Portal portal) : IClassFixture<Portal>
{
    private Database Database => portal.Host.App.Services.GetRequiredService<Database>();

    [Fact]
    public async Task What_has_ended_goes_and_what_has_not_stays()
    {
        using var browser = portal.NewBrowser();
        await portal.PushedAsync();
        await browser.GetAsync(await portal.PushedAsync());
        await portal.CodeAsync();
        await portal.RedeemAsync(await portal.CodeAsync());
        await RemoveAsync();
        (await CountsAsync()).ShouldBe((1, 1, 2, 1));

        portal.Host.Clock.Advance(TimeSpan.FromSeconds(60));
        await RemoveAsync();
        (await CountsAsync()).ShouldBe((0, 1, 2, 1));

        portal.Host.Clock.Advance(TimeSpan.FromSeconds(600));
        await RemoveAsync();
        (await CountsAsync()).ShouldBe((0, 0, 1, 1)); // the code whose refresh token lives

        portal.Host.Clock.Advance(TimeSpan.FromHours(12));
        await RemoveAsync();
        (await CountsAsync()).ShouldBe((0, 0, 0, 0));
    }

    [Fact]
    public async Task However_many_there_are()
    {
        await Database.WriteAsync(
            transaction => transaction.Connection!.ExecuteAsync(
                $"""
                WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 700)
                INSERT INTO pushed_requests (id, client_id, request, expires_at) SELECT {(TestStorage.IsPostgres ? "int4send(i)" : "CAST(i AS BLOB)")}, 'portal', 'request', 1 FROM n
                """,
                transaction: transaction),
            TestContext.Current.CancellationToken);
        (await RemoveAsync()).ShouldBe(700); // more than fit under one lock
        (await RemoveAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Events_go_a_month_after_the_gateway_has_them_and_the_last_one_stays()
    {
        var events = portal.Host.App.Services.GetRequiredService<AccountEventTable>();
        for (var i = 0; i < 3; i++)
        {
            await events.AddAsync(new AccountEvent { Action = "old" }, TestContext.Current.CancellationToken);
        }

        var last = (await events.ReadAsync(0, TestContext.Current.CancellationToken)).Last;
        portal.Host.Clock.Advance(TimeSpan.FromDays(32));
        await RemoveAsync();
        (await CountAsync("action = 'old'")).ShouldBe(3); // nobody has them
        await events.ReadAsync(last - 1, TestContext.Current.CancellationToken);
        await events.AddAsync(new AccountEvent { Action = "new" }, TestContext.Current.CancellationToken);
        await RemoveAsync();
        (await CountAsync($"seq < {last - 1}")).ShouldBe(0);
        (await CountAsync($"seq >= {last - 1}")).ShouldBe(3);
        (await events.ReadAsync(last + 1, TestContext.Current.CancellationToken)).Last.ShouldBe(last + 1);
        await RemoveAsync();
        (await CountAsync("1 = 1")).ShouldBe(1); // the number goes on from it
    }

    private Task<int> CountAsync(string where) => Database.ReadAsync(
        connection => connection.ExecuteScalarAsync<int>($"SELECT count(*) FROM account_events WHERE {where}"), TestContext.Current.CancellationToken);

    private Task<int> RemoveAsync() => portal.Host.App.Services.GetRequiredService<ExpiredRows>().RemoveAsync(TestContext.Current.CancellationToken);

    private Task<(int, int, int, int)> CountsAsync() => Database.ReadAsync(
        async connection => (
            await connection.ExecuteScalarAsync<int>("SELECT count(*) FROM pushed_requests"),
            await connection.ExecuteScalarAsync<int>("SELECT count(*) FROM pending_authorizations"),
            await connection.ExecuteScalarAsync<int>("SELECT count(*) FROM authorization_codes"),
            await connection.ExecuteScalarAsync<int>("SELECT count(*) FROM refresh_tokens")),
        TestContext.Current.CancellationToken);
}
