using Microsoft.Extensions.DependencyInjection;
using Pmo.Hosting.Startup;
using Pmo.Identity.Clients.Storage;
using Pmo.Testing;

namespace Pmo.Identity.Tests.Clients;

public sealed class ClientEnrolmentTests : IDisposable
{
    private readonly TempDirectory _folder = new();
    private readonly TestKey _key = TestKey.Ec();

    [Fact]
    public async Task A_key_in_the_file_replaces_the_one_before()
    {
        await using (await IdentityHost.StartAsync(_folder, _key))
        {
        }

        using var renewed = TestKey.Ec();
        await using var host = await IdentityHost.StartAsync(_folder, renewed);
        (await host.AskAsync(host.Assertion(renewed))).Status.ShouldBe(200);
        (await host.AskAsync(host.Assertion(_key))).ShouldBeRefused("invalid_client", 401);
    }

    [Fact]
    public async Task The_file_does_not_let_a_suspended_client_in_again()
    {
        await using (var first = await IdentityHost.StartAsync(_folder, _key))
        {
            await first.App.Services.GetRequiredService<ClientStore>()
                .SetActiveAsync(IdentityHost.ClientId, active: false, TestContext.Current.CancellationToken);
        }

        await using var host = await IdentityHost.StartAsync(_folder, _key);
        (await host.AskAsync(host.Assertion())).ShouldBeRefused("invalid_client", 401);
    }

    [Fact]
    public async Task A_client_that_left_the_file_stays()
    {
        await using (await IdentityHost.StartAsync(_folder, _key))
        {
        }

        await using var app = IdentityHost.Create(_folder, new ManualClock(), new()
        {
            ["Identity:ClientsFile"] = _folder.Write("empty.json", """{"clients":[]}"""),
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        (await app.Services.GetRequiredService<ClientStore>().FindAsync(IdentityHost.ClientId, TestContext.Current.CancellationToken))
            .ShouldNotBeNull().Key.Thumbprint.ShouldBe(_key.Thumbprint);
    }

    [Fact]
    public async Task A_bad_file_stops_the_start()
    {
        await using var app = IdentityHost.Create(_folder, new ManualClock(), new()
        {
            ["Identity:ClientsFile"] = _folder.Write("bad.json", IdentityHost.ClientsJson(_key.PrivateJwk())),
        });
        (await Should.ThrowAsync<StartupException>(() => app.StartAsync(TestContext.Current.CancellationToken))).Code.ShouldBe("clients_file_invalid");
    }

    public void Dispose()
    {
        _key.Dispose();
        _folder.Dispose();
    }
}
