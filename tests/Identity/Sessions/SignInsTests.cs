using Dapper;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Pmo.Hosting.Storage;
using Pmo.Identity.Accounts;
using Pmo.Identity.Accounts.Storage;
using Pmo.Identity.Sessions;
using Pmo.Testing;

namespace Pmo.Identity.Tests.Sessions;

public sealed class SignInsTests : IAsyncLifetime
{
    private static readonly string[] Methods = ["pwd", "otp", "mfa"];
    private readonly TempDirectory _folder = new();
    private readonly TestKey _key = TestKey.Ec();
    private readonly Person _person = Person.Create("siti", "Siti", "csr-nusantara", [PersonRole.Csr]);
    private IdentityHost _host = null!;

    private SignIns SignIns => _host.App.Services.GetRequiredService<SignIns>();

    public async ValueTask InitializeAsync()
    {
        _host = await IdentityHost.StartAsync(_folder, _key);
        await _host.App.Services.GetRequiredService<PersonStore>().AddAsync(_person, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_session_is_found_by_its_cookie_and_by_its_id()
    {
        var (session, cookie) = await BeginAsync();
        (session.PersonId, session.SignedInAt, session.Ends).ShouldBe(
            (_person.Id, _host.Clock.GetUtcNow(), _host.Clock.GetUtcNow() + TimeSpan.FromHours(12)));
        foreach (var found in new[] { await FindAsync(cookie), await SignIns.FindAsync(session.Id, TestContext.Current.CancellationToken) })
        {
            found.ShouldNotBeNull();
            found.Person.UserName.ShouldBe("siti");
            (found.Session.Id, found.Session.SignedInAt, found.Session.Ends).ShouldBe((session.Id, session.SignedInAt, session.Ends));
            found.Session.Methods.ShouldBe(Methods);
        }
    }

    [Fact]
    public async Task Credentials_that_changed_while_they_were_given_begin_nothing()
    {
        var credentials = _host.App.Services.GetRequiredService<CredentialTable>();
        var given = await credentials.FindAsync(_person.Id, TestContext.Current.CancellationToken);
        var by = new Acting("operator-pmo", null);
        await _host.App.Services.GetRequiredService<PersonAdministration>().ResetAsync("siti", secondFactorToo: false, by, TestContext.Current.CancellationToken);
        var context = Context("");
        (await SignIns.TryBeginAsync(given!, Methods, context, TestContext.Current.CancellationToken)).ShouldBeFalse();
        context.Response.Headers.SetCookie.Count.ShouldBe(0);
        (await CountAsync("sessions")).ShouldBe(0);
        (await CountAsync("account_events WHERE action = 'sign-in'")).ShouldBe(0);

        var now = await credentials.FindAsync(_person.Id, TestContext.Current.CancellationToken);
        (await SignIns.TryBeginAsync(now!, Methods, Context(""), TestContext.Current.CancellationToken)).ShouldBeTrue();
    }

    [Fact]
    public async Task Cookie_tampered()
    {
        var (_, cookie) = await BeginAsync();
        var middle = cookie.Length / 2;
        (await FindAsync(cookie[..middle] + (cookie[middle] == 'A' ? 'B' : 'A') + cookie[(middle + 1)..])).ShouldBeNull();
        (await FindAsync(cookie)).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("not-a-cookie")]
    [InlineData("CfDJ8")]
    [InlineData("%00%ff")]
    public async Task Cookie_made_up(string value) => (await FindAsync("__Host-pmo=" + value)).ShouldBeNull();

    [Fact]
    public async Task Session_id_in_the_cookies_place()
    {
        var (session, _) = await BeginAsync();
        (await FindAsync("__Host-pmo=" + session.Id)).ShouldBeNull();
    }

    [Fact]
    public async Task Idle_for_an_hour()
    {
        var (_, cookie) = await BeginAsync();
        _host.Clock.Advance(TimeSpan.FromMinutes(59));
        (await FindAsync(cookie)).ShouldNotBeNull(); // counts as activity
        _host.Clock.Advance(TimeSpan.FromMinutes(59));
        (await FindAsync(cookie)).ShouldNotBeNull();
        _host.Clock.Advance(TimeSpan.FromMinutes(60));
        (await FindAsync(cookie)).ShouldBeNull();
    }

    [Fact]
    public async Task Twelve_hours_whatever_is_done()
    {
        var (session, cookie) = await BeginAsync();
        for (var i = 0; i < 23; i++)
        {
            _host.Clock.Advance(TimeSpan.FromMinutes(30));
            (await SignIns.FindAsync(session.Id, TestContext.Current.CancellationToken)).ShouldNotBeNull();
        }

        _host.Clock.Advance(TimeSpan.FromMinutes(30));
        (await FindAsync(cookie)).ShouldBeNull();
    }

    [Fact]
    public async Task Ended_sessions_are_told_to_the_Gateway()
    {
        var (session, cookie) = await BeginAsync();
        await SignIns.EndAsync(session.Id, TestContext.Current.CancellationToken);
        (await FindAsync(cookie)).ShouldBeNull();
        (await CountAsync($"account_events WHERE action = 'sign-out' AND revokes_kind = 'session' AND revokes_id = '{session.Id}' AND person = '{_person.Id}'"))
            .ShouldBe(1);
        await SignIns.EndAsync(session.Id, TestContext.Current.CancellationToken);
        (await CountAsync("account_events WHERE action = 'sign-out'")).ShouldBe(1);
    }

    [Fact]
    public async Task A_new_sign_in_ends_the_browsers_former_session()
    {
        var (first, cookie) = await BeginAsync();
        var context = Context(cookie);
        var (second, _) = await SignIns.BeginAsync(_person.Id, Methods, context, TestContext.Current.CancellationToken);
        second.Id.ShouldNotBe(first.Id);
        (await FindAsync(cookie)).ShouldBeNull();
        context.Response.Headers.SetCookie.ToString().ShouldMatch(@"\A__Host-pmo=[\w-]+; path=/; secure; samesite=lax; httponly\z");
    }

    [Fact]
    public async Task A_session_survives_a_restart()
    {
        var (_, cookie) = await BeginAsync();
        await using var other = await IdentityHost.StartAsync(_folder, _key, _host.Clock);
        (await other.App.Services.GetRequiredService<SignIns>().FindAsync(Context(cookie), TestContext.Current.CancellationToken)).ShouldNotBeNull();
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _key.Dispose();
        _folder.Dispose();
    }

    private static DefaultHttpContext Context(string cookie)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.Cookie = cookie;
        return context;
    }

    private Task<(Session Session, string Cookie)> BeginAsync() => SignIns.BeginAsync(_person.Id, Methods, null, TestContext.Current.CancellationToken);

    private Task<SignedIn?> FindAsync(string cookie) => SignIns.FindAsync(Context(cookie), TestContext.Current.CancellationToken);

    private Task<int> CountAsync(string from) => _host.App.Services.GetRequiredService<Database>()
        .ReadAsync(connection => connection.ExecuteScalarAsync<int>("SELECT count(*) FROM " + from), TestContext.Current.CancellationToken);
}
