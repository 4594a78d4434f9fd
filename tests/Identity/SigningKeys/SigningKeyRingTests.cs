using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;
using Pmo.Hosting.Startup;
using Pmo.Identity.SigningKeys;
using Pmo.Identity.Tests.SigningKeys.Storage;
using Pmo.Testing;
using Pmo.Testing.Storage;

namespace Pmo.Identity.Tests.SigningKeys;

public sealed class SigningKeyRingTests : IDisposable
{
    private readonly TempDirectory _folder = new();
    private readonly TestKey _key = TestKey.Ec();

    [Fact]
    public async Task A_restart_keeps_the_key_and_what_it_signed()
    {
        string token;
        string before;
        await using (var first = await IdentityHost.StartAsync(_folder, _key))
        {
            token = (await first.AskAsync(first.Form())).Token;
            before = await JwksAsync(first);
        }

        await using var second = await IdentityHost.StartAsync(_folder, _key);
        (await JwksAsync(second)).ShouldBe(before);
        (await Verification.IsValidAsync(token, new JsonWebKeySet(before).Keys)).ShouldBeTrue();
        (await second.AskAsync(second.Form())).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_restart_does_not_forget_what_was_used()
    {
        TestJws assertion;
        string proof;
        await using (var first = await IdentityHost.StartAsync(_folder, _key))
        {
            assertion = first.Assertion();
            proof = first.Proof().Sign();
            (await first.AskAsync(first.Form(assertion.Sign()), proof)).Status.ShouldBe(200);
        }

        await using var second = await IdentityHost.StartAsync(_folder, _key);
        (await second.AskAsync(assertion)).ShouldBeRefused("invalid_client", 401);
        (await second.AskAsync(second.Form(), proof)).ShouldBeRefused("invalid_dpop_proof", 400);
    }

    [Fact]
    public async Task Replicas_that_start_at_once_converge_on_one_key()
    {
        var hosts = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => IdentityHost.StartAsync(_folder, _key))));
        var published = await Task.WhenAll(hosts.Select(JwksAsync));
        var token = (await hosts[0].AskAsync(hosts[0].Form())).Token;
        foreach (var host in hosts)
        {
            await host.DisposeAsync();
        }

        published.Distinct().Count().ShouldBe(1);
        new JsonWebKeySet(published[0]).Keys.Count.ShouldBe(1);
        (await Verification.IsValidAsync(token, new JsonWebKeySet(published[3]).Keys)).ShouldBeTrue();
    }

    [Fact]
    public async Task Lost_key_ring_stops_the_start_and_makes_no_new_key()
    {
        string before;
        await using (var first = await IdentityHost.StartAsync(_folder, _key))
        {
            before = await JwksAsync(first);
        }

        var ring = KeyRingRows.Take(_folder.File("identity/identity.db"));
        await using (var app = IdentityHost.Create(_folder, new ManualClock(), []))
        {
            (await Should.ThrowAsync<StartupException>(() => app.StartAsync(TestContext.Current.CancellationToken))).Code.ShouldBe("signing_key_unreadable");
        }

        KeyRingRows.Put(_folder.File("identity/identity.db"), ring);
        await using var mended = await IdentityHost.StartAsync(_folder, _key);
        (await JwksAsync(mended)).ShouldBe(before);
    }

    [Fact]
    public async Task A_successor_is_published_14_days_before_it_signs_and_the_old_key_14_days_after()
    {
        await using var host = await IdentityHost.StartAsync(_folder, _key);
        var first = (await host.KidsAsync()).Single();
        host.Clock.Advance(TimeSpan.FromDays(75));
        (await host.KidsAsync()).ShouldBe([first]);

        host.Clock.Advance(TimeSpan.FromDays(1));
        var both = await host.KidsAsync();
        both.Count.ShouldBe(2);
        both[0].ShouldBe(first);
        Kid.Of((await host.AskAsync(host.Form())).Token).ShouldBe(first);

        host.Clock.Advance(TimeSpan.FromDays(14));
        Kid.Of((await host.AskAsync(host.Form())).Token).ShouldBe(both[1]);
        (await host.KidsAsync()).ShouldBe(both);

        host.Clock.Advance(TimeSpan.FromDays(14));
        (await host.KidsAsync()).ShouldBe([both[1]]);
    }

    [Fact]
    public async Task A_replica_has_the_others_key_at_its_next_request()
    {
        var clock = new ManualClock();
        await using var one = await IdentityHost.StartAsync(_folder, _key, clock);
        await using var two = await IdentityHost.StartAsync(_folder, _key, clock);
        clock.Advance(TimeSpan.FromDays(76));
        var announced = await one.KidsAsync();

        (await two.KidsAsync()).ShouldBe(announced);

        clock.Advance(TimeSpan.FromDays(14));
        Kid.Of((await two.AskAsync(two.Form())).Token).ShouldBe(announced[1]);
        Kid.Of((await one.AskAsync(one.Form())).Token).ShouldBe(announced[1]);
    }

    [Fact]
    public async Task A_service_that_nobody_asks_rotates_by_itself()
    {
        await using var host = await IdentityHost.StartAsync(_folder, _key);
        host.Clock.Advance(TimeSpan.FromDays(76));
        await host.App.Services.GetRequiredService<SigningKeyCare>().LookAsync(TestContext.Current.CancellationToken);
        StoredKeys.Events(_folder).Select(e => e.Action).ShouldBe(["made", "signs", "made", "announced"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_compromised_key_stops_signing_and_leaves_the_JWKS_of_every_replica(bool hasSuccessor)
    {
        var clock = new ManualClock();
        await using var running = await IdentityHost.StartAsync(_folder, _key, clock);
        clock.Advance(TimeSpan.FromDays(hasSuccessor ? 80 : 10));
        var before = await running.KidsAsync();

        await using (var once = IdentityHost.Create(_folder, clock, new() { ["Identity:SigningKeys:Revoke"] = before[0] }))
        {
            await once.StartAsync(TestContext.Current.CancellationToken);
        }

        clock.Advance(TimeSpan.FromSeconds(1));
        var after = await running.KidsAsync();
        after.Count.ShouldBe(1);
        after.ShouldNotContain(before[0]);
        before.Skip(1).ShouldAllBe(kid => after.Contains(kid), "the announced key is known to verifiers");
        Kid.Of((await running.AskAsync(running.Form())).Token).ShouldBe(after[0]);
        StoredKeys.Events(_folder).ShouldContain(("revoked", before[0]));

        // The setting may stay where it is: it does not reach the next key.
        await using var again = IdentityHost.Create(_folder, clock, new() { ["Identity:SigningKeys:Revoke"] = before[0] });
        await again.StartAsync(TestContext.Current.CancellationToken);
        clock.Advance(TimeSpan.FromSeconds(1));
        (await running.KidsAsync()).ShouldBe(after);
    }

    [Fact]
    public async Task A_clock_that_is_set_back_loses_no_key()
    {
        await using var host = await IdentityHost.StartAsync(_folder, _key);
        var kids = await host.KidsAsync();
        host.Clock.Advance(TimeSpan.FromHours(-1));
        (await host.AskAsync(host.Form())).Status.ShouldBe(200);
        (await host.KidsAsync()).ShouldContain(kids[0]);
    }

    [Fact]
    public async Task The_private_key_is_neither_published_nor_stored_in_the_clear()
    {
        await using var host = await IdentityHost.StartAsync(_folder, _key);
        var jwk = JsonDocument.Parse(await JwksAsync(host)).RootElement.GetProperty("keys")[0];
        jwk.EnumerateObject().Select(m => m.Name).ShouldBe(["kty", "crv", "x", "y", "kid", "use", "alg"]);

        // An unencrypted PKCS#8 P-256 key holds its public point; the database must not.
        var point = Base64UrlEncoder.DecodeBytes(jwk.GetProperty("x").GetString());
        foreach (var file in Directory.GetFiles(_folder.File("identity"), "identity.db*"))
        {
            (await ReadSharedAsync(file)).AsSpan().IndexOf(point).ShouldBe(-1);
        }
    }

    public void Dispose()
    {
        _key.Dispose();
        _folder.Dispose();
    }

    private static async Task<byte[]> ReadSharedAsync(string file)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy, TestContext.Current.CancellationToken);
        return copy.ToArray();
    }

    private static Task<string> JwksAsync(IdentityHost host) => host.Http.GetStringAsync("/.well-known/jwks.json", TestContext.Current.CancellationToken);
}
