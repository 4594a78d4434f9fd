using Pmo.Protocol.Api;
using Pmo.Testing;

namespace Pmo.Identity.Tests.KeyStatus;

public sealed class KeyStatusEndpointTests : IDisposable
{
    private readonly TempDirectory _folder = new();
    private readonly TestKey _key = TestKey.Ec();
    private readonly ManualClock _clock = new();

    [Fact]
    public async Task Shows_each_key_with_its_state_and_times()
    {
        await using var app = await StartAsync([]);
        var first = (await StatusAsync(app)).SigningKeys.Single();
        first.ShouldBe(new SigningKeyStatus(
            first.Kid, "signing", _clock.GetUtcNow(), _clock.GetUtcNow().AddDays(90), _clock.GetUtcNow().AddDays(104)));

        _clock.Advance(TimeSpan.FromDays(80));
        (await StatusAsync(app)).SigningKeys.Select(k => k.State).ShouldBe(["signing", "announced"]);
        _clock.Advance(TimeSpan.FromDays(15));
        var status = await StatusAsync(app);
        status.SigningKeys.Select(k => k.State).ShouldBe(["retired", "signing"]);
        status.SigningKeys[0].Kid.ShouldBe(first.Kid);
        status.AsOf.ShouldBe(_clock.GetUtcNow());
    }

    [Fact]
    public async Task Shows_that_development_protects_nothing()
    {
        await using var app = await StartAsync([]);
        (await StatusAsync(app)).Ring.ShouldBe(new KeyRingStatus("development"));
    }

    [Fact]
    public async Task Shows_the_certificate_and_its_end()
    {
        var file = TestCertificate.Write(_folder, "ring", endsInDays: 100);
        await using var app = await StartAsync(new() { ["DataProtection:CertificateFile"] = file, ["DataProtection:CertificatePassword"] = TestCertificate.Password });
        var ring = (await StatusAsync(app)).Ring;
        ring.Protection.ShouldBe("certificate");
        ring.Certificate!.Length.ShouldBe(64);
        ring.Ends!.Value.ShouldBe(TimeProvider.System.GetUtcNow().AddDays(100), TimeSpan.FromMinutes(5));
    }

    public void Dispose()
    {
        _key.Dispose();
        _folder.Dispose();
    }

    private Task<IdentityHost> StartAsync(Dictionary<string, string?> settings) => IdentityHost.StartAsync(_folder, _key, _clock, settings);

    private async Task<Protocol.Api.KeyStatus> StatusAsync(IdentityHost host) =>
        (await new Gatekeeper(host, _folder).CallAsync("operator", "GET", "/v1/keys/status")).ShouldBe(200).Read<Protocol.Api.KeyStatus>();
}
