using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Pmo.Hosting.Storage;

namespace Pmo.Identity.Tests.Authorize.Storage;

public sealed class PendingAuthorizationStoreTests(Portal portal) : IClassFixture<Portal>
{
    // Who copies the database must not be able to use what it holds.
    [Fact]
    public async Task No_credential_is_stored()
    {
        using var browser = portal.NewBrowser();
        var pushed = await portal.PushedAsync();
        var waiting = (await browser.GetAsync(await portal.PushedAsync())).Query["returnUrl"];
        var code = await portal.CodeAsync();
        var given = await portal.RedeemAsync(await portal.CodeAsync());
        string[] secrets =
        [
            pushed[^43..], waiting[^43..], browser.Cookie("__Host-pmo-authorize").ShouldNotBeNull(), code, given.Body.GetProperty("refresh_token").GetString()!,
            given.Token,
        ];

        var stored = await portal.Host.App.Services.GetRequiredService<Database>().ReadAsync(
            async connection =>
            {
                var rows = new List<string>();
                foreach (var table in (string[])["pushed_requests", "pending_authorizations", "authorization_codes", "refresh_tokens", "account_events"])
                {
                    rows.AddRange((await connection.QueryAsync($"SELECT * FROM {table}")).Cast<IDictionary<string, object?>>()
                        .SelectMany(row => row.Values).Select(value => value is byte[] bytes ? Encoding(bytes) : $"{value}"));
                }

                return string.Join('\n', rows);
            },
            TestContext.Current.CancellationToken);
        stored.ShouldContain("portal");
        foreach (var secret in secrets)
        {
            stored.ShouldNotContain(secret);
        }
    }

    private static string Encoding(byte[] bytes) => System.Text.Encoding.Latin1.GetString(bytes) + System.Buffers.Text.Base64Url.EncodeToString(bytes);
}
