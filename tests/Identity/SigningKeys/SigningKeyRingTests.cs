using System.Text.Json;
using Microsoft.IdentityModel.Tokens;
using Pmo.Hosting.Startup;
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
