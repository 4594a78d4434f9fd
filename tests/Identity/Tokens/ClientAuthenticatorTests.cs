using Microsoft.Extensions.DependencyInjection;
using Pmo.Identity.Clients.Storage;
using Pmo.Testing;

namespace Pmo.Identity.Tests.Tokens;

public sealed class ClientAuthenticatorTests(IdentityFixture identity) : IClassFixture<IdentityFixture>
{
    private IdentityHost Host => identity.Host;

    [Fact]
    public async Task Unknown_suspended_and_badly_signed_read_the_same()
    {
        using var other = TestKey.Ec();
        var store = Host.App.Services.GetRequiredService<ClientStore>();

        var unknown = await Host.AskAsync(TestJws.Assertion(Host.Key, Host.Clock, "csr-unknown", IdentityHost.Issuer));
        var forged = await Host.AskAsync(Host.Assertion(other));
        (await store.SetActiveAsync(IdentityHost.ClientId, active: false, TestContext.Current.CancellationToken)).ShouldBeTrue();
        var suspended = await Host.AskAsync(Host.Assertion());
        (await store.SetActiveAsync(IdentityHost.ClientId, active: true, TestContext.Current.CancellationToken)).ShouldBeTrue();

        unknown.ShouldBeRefused("invalid_client", 401);
        forged.ShouldBeRefused("invalid_client", 401);
        suspended.ShouldBeRefused("invalid_client", 401);
        forged.Body.GetRawText().ShouldBe(unknown.Body.GetRawText());
        suspended.Body.GetRawText().ShouldBe(unknown.Body.GetRawText());
        (await Host.AskAsync(Host.Assertion())).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("CSR-NUSANTARA")]
    [InlineData("csr-nusantara ")]
    [InlineData("csr-nusantara' OR '1'='1")]
    public async Task A_client_id_that_is_almost_one(string clientId) =>
        (await Host.AskAsync(TestJws.Assertion(Host.Key, Host.Clock, clientId, IdentityHost.Issuer))).ShouldBeRefused("invalid_client", 401);

    [Fact]
    public async Task The_same_assertion_twice_with_fresh_proofs()
    {
        var assertion = Host.Assertion();
        (await Host.AskAsync(assertion)).Status.ShouldBe(200);
        (await Host.AskAsync(assertion)).ShouldBeRefused("invalid_client", 401);
    }

    [Fact]
    public async Task The_same_jti_in_another_assertion()
    {
        var first = Host.Assertion();
        var second = Host.Assertion();
        second.Payload["jti"] = first.Payload["jti"]!.ToString();
        second.Payload["exp"] = Host.Clock.Seconds + 30;
        (await Host.AskAsync(first)).Status.ShouldBe(200);
        (await Host.AskAsync(second)).ShouldBeRefused("invalid_client", 401);
    }

    [Fact]
    public async Task The_same_jti_50_times_at_once_succeeds_once()
    {
        var assertion = Host.Assertion().Sign();
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Host.AskAsync(Host.Form(assertion))));
        answers.Count(a => a.Status == 200).ShouldBe(1);
        answers.Count(a => a.Error == "invalid_client").ShouldBe(49);
    }
}
