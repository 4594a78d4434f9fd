using Dapper;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Pmo.Hosting.Storage;
using Pmo.Identity.Accounts;
using Pmo.Testing;

namespace Pmo.Identity.Tests.AccountPages;

/// <summary>A service with one person, for one test: its clock may be moved.</summary>
public abstract class PagesFixture : IAsyncLifetime
{
    private readonly TempDirectory _folder = new();
    private readonly TestKey _key = TestKey.Ec();

    internal TestPerson Siti { get; } = TestPerson.Create("siti.rahma");

    internal IdentityHost Host { get; private set; } = null!;

    internal Browser Browser { get; private set; } = null!;

    /// <summary>How often a password was hashed or verified.</summary>
    internal int HasherRuns => CountingHasher.Of(Host).Runs;

    private protected ManualClock Clock => Host.Clock;

    private protected PersonAdministration Administration => Host.App.Services.GetRequiredService<PersonAdministration>();

    private protected static Acting Operator { get; } = new("operator-pmo", "127.0.0.1");

    private protected Gatekeeper Gateway => new(Host, _folder);

    private protected string Folder => _folder.Path;

    public async ValueTask InitializeAsync()
    {
        Host = await StartAsync(null);
        Browser = new Browser(Host);
    }

    public async ValueTask DisposeAsync()
    {
        Browser.Dispose();
        await Host.DisposeAsync();
        _key.Dispose();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Another process on the same data, with the same clock.</summary>
    private protected Task<IdentityHost> StartAsync(ManualClock? clock) => IdentityHost.StartAsync(
        _folder,
        _key,
        clock,
        new() { ["Identity:PeopleFile"] = _folder.Write($"people-{Guid.NewGuid():N}.json", TestPerson.ToFile(Siti)) },
        services: services => services.AddSingleton<IPasswordHasher<Person>, CountingHasher>());

    private protected async Task<List<string>> EventsAsync() => (await Host.App.Services.GetRequiredService<Database>().ReadAsync(
        connection => connection.QueryAsync<string>(
            "SELECT action || ' ' || decision || coalesce(' ' || reason, '') || CASE WHEN person IS NULL THEN ' nobody' ELSE '' END || CASE WHEN revokes_kind IS NULL THEN '' ELSE ' revokes ' || revokes_kind END FROM account_events WHERE action NOT LIKE 'signing-key-%' ORDER BY seq"),
        TestContext.Current.CancellationToken)).AsList();

    /// <summary>Whether the browser is signed in.</summary>
    internal async Task<bool> IsInAsync(Browser? browser = null) => (await (browser ?? Browser).GetAsync("/account")).Status == 200;

    private sealed class CountingHasher(Microsoft.Extensions.Options.IOptions<PasswordHasherOptions> options) : PasswordHasher<Person>(options)
    {
        private int _runs;

        public int Runs => _runs;

        public static CountingHasher Of(IdentityHost host) => (CountingHasher)host.App.Services.GetRequiredService<IPasswordHasher<Person>>();

        public override PasswordVerificationResult VerifyHashedPassword(Person user, string hashedPassword, string providedPassword)
        {
            Interlocked.Increment(ref _runs);
            return base.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
