using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Pmo.Hosting.Storage;
using Pmo.Identity.Expiry.Storage;

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
    public async Task A_bounded_number_at_a_time()
    {
        await Database.WriteAsync(
            transaction => transaction.Connection!.ExecuteAsync(
                """
                WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 700)
                INSERT INTO pushed_requests (id, client_id, request, expires_at) SELECT CAST(i AS BLOB), 'portal', '{}', 1 FROM n
                """,
                transaction: transaction),
            TestContext.Current.CancellationToken);
        (await RemoveAsync()).ShouldBe(ExpiredRows.Most);
        (await RemoveAsync()).ShouldBe(200);
    }

    private Task<int> RemoveAsync() => portal.Host.App.Services.GetRequiredService<ExpiredRows>().RemoveAsync(TestContext.Current.CancellationToken);

    private Task<(int, int, int, int)> CountsAsync() => Database.ReadAsync(
        async connection => (
            await connection.ExecuteScalarAsync<int>("SELECT count(*) FROM pushed_requests"),
            await connection.ExecuteScalarAsync<int>("SELECT count(*) FROM pending_authorizations"),
            await connection.ExecuteScalarAsync<int>("SELECT count(*) FROM authorization_codes"),
            await connection.ExecuteScalarAsync<int>("SELECT count(*) FROM refresh_tokens")),
        TestContext.Current.CancellationToken);
}
