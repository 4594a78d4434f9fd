using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Pmo.Hosting.Storage;
using Pmo.Identity.Events;
using Pmo.Identity.Events.Storage;

namespace Pmo.Identity.Tests.Events.Storage;

public sealed class AccountEventTableTests(IdentityFixture identity) : IClassFixture<IdentityFixture>
{
    private Database Database => identity.Host.App.Services.GetRequiredService<Database>();

    private AccountEventTable Events => identity.Host.App.Services.GetRequiredService<AccountEventTable>();

    [Fact]
    public async Task An_event_is_kept_with_what_it_revokes()
    {
        var happened = new AccountEvent { Action = "kept", Client = "csr-nusantara", Revokes = new Revocation(RevocationKind.Client, "csr-nusantara") };
        await Events.AddAsync(happened, TestContext.Current.CancellationToken);
        var rows = await CountAsync("action = 'kept' AND decision = 'allow' AND revokes_kind = 'client' AND revokes_id = 'csr-nusantara' AND revokes_lifted = 0");
        rows.ShouldBe(1);
    }

    [Fact]
    public async Task An_event_stands_or_falls_with_what_it_records()
    {
        var undone = Database.WriteAsync(
            async transaction =>
            {
                await Events.AddAsync(new AccountEvent { Action = "undone" }, transaction);
                throw new InvalidOperationException("undo");
            },
            TestContext.Current.CancellationToken);
        await Should.ThrowAsync<InvalidOperationException>(undone);
        (await CountAsync("action = 'undone'")).ShouldBe(0);
    }

    private Task<int> CountAsync(string where) => Database.ReadAsync(
        connection => connection.ExecuteScalarAsync<int>($"SELECT count(*) FROM account_events WHERE {where}"), TestContext.Current.CancellationToken);
}
