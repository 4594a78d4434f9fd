using Pmo.Testing;

namespace Pmo.Identity.Tests.Tokens;

public sealed class NonceLifeTests : IDisposable
{
    private readonly TempDirectory _folder = new();
    private readonly TestKey _key = TestKey.Ec();

    [Fact]
    public async Task A_good_answer_hands_out_the_next_nonce_before_the_old_one_ends()
    {
        await using var host = await IdentityHost.StartAsync(_folder, _key);
        var first = host.Nonce;
        host.Clock.Advance(TimeSpan.FromSeconds(119));
        (await AskAsync(host, first)).Nonce.ShouldBeNull();
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        var renewed = await AskAsync(host, first);
        (renewed.Status, renewed.Nonce).ShouldBe((200, host.Nonce));
        host.Clock.Advance(TimeSpan.FromSeconds(181));
        (await AskAsync(host, first)).ShouldBeRefused("use_dpop_nonce", 400);
        (await AskAsync(host, renewed.Nonce!)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_nonce_outlives_a_restart()
    {
        string nonce;
        var clock = new ManualClock();
        await using (var first = await IdentityHost.StartAsync(_folder, _key, clock))
        {
            nonce = first.Nonce;
        }

        await using var host = await IdentityHost.StartAsync(_folder, _key, clock);
        (await AskAsync(host, nonce)).Status.ShouldBe(200);
    }

    public void Dispose()
    {
        _key.Dispose();
        _folder.Dispose();
    }

    private static Task<TokenAnswer> AskAsync(IdentityHost host, string nonce)
    {
        var proof = host.Proof();
        proof.Payload["nonce"] = nonce;
        return host.AskAsync(host.Form(), proof.Sign());
    }
}
