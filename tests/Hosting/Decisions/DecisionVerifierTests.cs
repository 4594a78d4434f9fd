using System.Security.Cryptography;
using Pmo.Hosting.Decisions;
using Pmo.Hosting.Storage;
using Pmo.Hosting.Tests.Storage;
using Pmo.Testing;

namespace Pmo.Hosting.Tests.Decisions;

public sealed class DecisionVerifierTests : IAsyncLifetime
{
    private const string Method = "PUT";
    private const string Target = "/v1/checks/1/parts/0?a=b";
    private const string Digest = "sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:";
    private readonly ManualClock _clock = new();
    private readonly TempDirectory _folder = new();
    private DecisionKey _key = null!;
    private TestDatabase _database = null!;

    public async ValueTask InitializeAsync()
    {
        _key = NewKey();
        _database = await TestDatabase.NewAsync();
    }

    public ValueTask DisposeAsync()
    {
        _database.Dispose();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_right_decision_once()
    {
        var jws = Sign(Right());
        var decision = (await VerifyAsync(jws)).ShouldNotBeNull();
        (decision.Partner, decision.Operation, decision.Datasets.Single().Owner).ShouldBe(("csr-nusantara", "check", "dinsos-lampung"));
        (await VerifyAsync(jws)).ShouldBeNull();
    }

    [Fact]
    public async Task None() => (await VerifyAsync(null)).ShouldBeNull();

    [Fact]
    public async Task For_another_service() => (await VerifyAsync(Sign(Right() with { Aud = "pseudonyms" }))).ShouldBeNull();

    [Fact]
    public async Task From_another_issuer() => (await VerifyAsync(Sign(Right() with { Iss = "csr-nusantara" }))).ShouldBeNull();

    [Fact]
    public async Task For_another_method() => (await VerifyAsync(Sign(Right() with { Method = "POST" }))).ShouldBeNull();

    [Theory]
    [InlineData("/v1/checks/2/parts/0?a=b")]
    [InlineData("/v1/checks/1/parts/0")]
    [InlineData("/v1/checks/1/parts/0?a=c")]
    public async Task For_another_target(string target) => (await VerifyAsync(Sign(Right() with { Target = target }))).ShouldBeNull();

    [Theory]
    [InlineData(null)]
    [InlineData("sha-256=:AAAAQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:")]
    public async Task For_another_body(string? digest) => (await VerifyAsync(Sign(Right() with { Digest = digest }))).ShouldBeNull();

    [Fact]
    public async Task Expired()
    {
        var jws = Sign(Right());
        _clock.Advance(TimeSpan.FromSeconds(65));
        (await VerifyAsync(jws)).ShouldBeNull();
    }

    [Fact]
    public async Task Just_before_it_expires_and_again()
    {
        var jws = Sign(Right());
        _clock.Advance(TimeSpan.FromSeconds(64));
        (await VerifyAsync(jws)).ShouldNotBeNull();
        (await VerifyAsync(jws)).ShouldBeNull();
    }

    [Fact]
    public async Task From_the_future() =>
        (await VerifyAsync(Sign(Right() with { Iat = _clock.Seconds + 6, Exp = _clock.Seconds + 60 }))).ShouldBeNull();

    [Fact]
    public async Task Good_for_longer_than_60_seconds() => (await VerifyAsync(Sign(Right() with { Exp = _clock.Seconds + 61 }))).ShouldBeNull();

    [Fact]
    public async Task Signed_with_the_key_of_another_service() => (await VerifyAsync(new DecisionSigner(NewKey()).Sign(Right()))).ShouldBeNull();

    [Theory]
    [InlineData("none", Decision.Type)]
    [InlineData("HS256", "JWT")]
    [InlineData("HS256", "at+jwt")]
    [InlineData("HS512", Decision.Type)]
    public async Task Of_another_algorithm_or_type(string alg, string typ) => (await VerifyAsync(Forge(alg, typ))).ShouldBeNull();

    [Fact]
    public async Task What_the_forger_makes_right_is_taken() => (await VerifyAsync(Forge("HS256", Decision.Type))).ShouldNotBeNull();

    [Fact]
    public async Task Changed_after_signing()
    {
        var one = Sign(Right()).Split('.');
        var other = Sign(Right() with { Partner = "csr-sejahtera" }).Split('.');
        (await VerifyAsync($"{one[0]}.{other[1]}.{one[2]}")).ShouldBeNull();
    }

    private Decision Right() => new()
    {
        Iss = Decision.Issuer,
        Aud = "matching",
        Jti = TestJws.NewId(),
        Iat = _clock.Seconds,
        Exp = _clock.Seconds + 60,
        Partner = "csr-nusantara",
        User = "csr-nusantara",
        Operation = "check",
        Datasets = [new DecidedDataset("dinsos-dtsen", "dinsos-lampung")],
        Method = Method,
        Target = Target,
        Digest = Digest,
        Audit = "1",
    };

    private string Sign(Decision decision) => new DecisionSigner(_key).Sign(decision);

    // Signed by hand with the right key, so that only algorithm and type can be what is refused.
    private string Forge(string alg, string typ)
    {
        var payload = Sign(Right()).Split('.')[1];
        var header = System.Buffers.Text.Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes($$"""{"alg":"{{alg}}","typ":"{{typ}}"}"""));
        var signed = System.Text.Encoding.ASCII.GetBytes($"{header}.{payload}");
        byte[] signature = alg switch
        {
            "none" => [],
            "HS512" => HMACSHA512.HashData(_key.Bytes, signed),
            _ => HMACSHA256.HashData(_key.Bytes, signed),
        };
        return $"{header}.{payload}.{System.Buffers.Text.Base64Url.EncodeToString(signature)}";
    }

    private Task<Decision?> VerifyAsync(string? jws) => new DecisionVerifier(_key, "matching", new ReplayStore(_database.Database, _clock), _clock)
        .VerifyAsync(jws, Method, Target, Digest, TestContext.Current.CancellationToken);

    private DecisionKey NewKey()
    {
        var file = _folder.File(Guid.NewGuid().ToString("N"));
        File.WriteAllBytes(file, RandomNumberGenerator.GetBytes(DecisionKey.Size));
        return DecisionKey.Read(file, "test");
    }
}
