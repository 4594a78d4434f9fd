using System.Text;
using Pmo.Testing;

namespace Pmo.Identity.Tests.Pushed;

public sealed class PushedEndpointTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task A_right_request_gets_a_reference_for_a_minute()
    {
        var answer = await portal.PushAsync(portal.Request());
        (answer.Status, answer.NoStore).ShouldBe((201, true));
        answer.Body.EnumerateObject().Select(p => p.Name).ShouldBe(["request_uri", "expires_in"]);
        answer.Body.GetProperty("request_uri").GetString()!.ShouldMatch(@"\Aurn:ietf:params:oauth:request_uri:[A-Za-z0-9_-]{43}\z");
        answer.Body.GetProperty("expires_in").GetInt32().ShouldBe(60);
    }

    [Theory]
    [InlineData("client_assertion")]
    [InlineData("client_assertion_type")]
    public async Task Without_client_authentication(string missing) =>
        (await portal.PushAsync(portal.Request((missing, null)))).ShouldBeRefused("invalid_client", 401);

    [Fact]
    public async Task With_a_secret_beside_it() => (await portal.PushAsync(portal.Request(("client_secret", "s")))).ShouldBeRefused("invalid_request", 400);

    [Fact]
    public async Task With_the_assertion_of_another_client()
    {
        var form = portal.Request();
        form["client_assertion"] = portal.Assertion(Portal.OtherClientId).Sign();
        (await portal.PushAsync(form)).ShouldBeRefused("invalid_client", 401);
    }

    [Fact]
    public async Task With_an_assertion_for_this_endpoint_instead_of_the_issuer()
    {
        var assertion = portal.Assertion();
        assertion.Payload["aud"] = Portal.PushedEndpoint;
        (await portal.PushAsync(portal.Request(("client_assertion", assertion.Sign())))).ShouldBeRefused("invalid_client", 401);
    }

    [Fact]
    public async Task With_an_assertion_that_was_used()
    {
        var form = portal.Request();
        (await portal.PushAsync(form)).Status.ShouldBe(201);
        (await portal.PushAsync(form)).ShouldBeRefused("invalid_client", 401);
    }

    [Fact]
    public async Task With_an_Authorization_header()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/connect/par") { Content = new FormUrlEncodedContent(portal.Request()) };
        request.Headers.TryAddWithoutValidation("Authorization", "Basic cG9ydGFsOnM=");
        using var response = await portal.Host.Http.SendAsync(request, TestContext.Current.CancellationToken);
        ((int)response.StatusCode).ShouldBe(401);
    }

    [Theory]
    [InlineData("redirect_uri=https%3A%2F%2Fevil.example%2Fcb")]
    [InlineData("state=other")]
    [InlineData("scope=openid")]
    [InlineData("client_id=portal")]
    public async Task A_parameter_twice(string more)
    {
        var form = await new FormUrlEncodedContent(portal.Request()).ReadAsStringAsync();
        using var body = new StringContent($"{form}&{more}", Encoding.ASCII, "application/x-www-form-urlencoded");
        (await portal.Host.PostAsync("/connect/par", body)).ShouldBeRefused("invalid_request", 400);
    }

    [Fact]
    public async Task A_proof_binds_the_code_as_dpop_jkt_does()
    {
        using var other = TestKey.Ec();
        foreach (var (proof, named) in new[] { (portal.Proof(Portal.PushedEndpoint), null), ("", portal.Dpop.Thumbprint), (portal.Proof(Portal.PushedEndpoint), portal.Dpop.Thumbprint) })
        {
            var answer = await portal.PushAsync(portal.Request(("dpop_jkt", named)), proof);
            answer.Status.ShouldBe(201);
            var (browser, _) = await portal.SignedInBrowserAsync();
            using (browser)
            {
                var back = await browser.GetAsync($"/connect/authorize?client_id=portal&request_uri={answer.Body.GetProperty("request_uri")}");
                (await portal.RedeemAsync(back.Query["code"], other)).ShouldBeRefused("invalid_grant", 400);
            }
        }
    }

    [Fact]
    public async Task A_proof_by_another_key_than_dpop_jkt()
    {
        using var other = TestKey.Ec();
        (await portal.PushAsync(portal.Request(("dpop_jkt", other.Thumbprint)), portal.Proof(Portal.PushedEndpoint))).ShouldBeRefused("invalid_dpop_proof", 400);
    }

    [Fact]
    public async Task A_proof_for_another_endpoint() =>
        (await portal.PushAsync(portal.Request(), portal.Proof(IdentityHost.Endpoint))).ShouldBeRefused("invalid_dpop_proof", 400);

    [Fact]
    public async Task A_proof_twice()
    {
        var proof = portal.Proof(Portal.PushedEndpoint);
        (await portal.PushAsync(portal.Request(), proof)).Status.ShouldBe(201);
        (await portal.PushAsync(portal.Request(), proof)).ShouldBeRefused("invalid_dpop_proof", 400);
        (await portal.PushAsync(portal.Request(), portal.Proof(Portal.PushedEndpoint), portal.Proof(Portal.PushedEndpoint))).ShouldBeRefused("invalid_dpop_proof", 400);
    }

    [Fact]
    public async Task A_proof_without_a_nonce_gets_one_and_uses_nothing_up()
    {
        var form = portal.Request();
        var refused = await portal.PushAsync(form, TestJws.Proof(portal.Dpop, portal.Host.Clock, "POST", Portal.PushedEndpoint).Sign());
        refused.ShouldBeRefused("use_dpop_nonce", 400);
        refused.Nonce.ShouldBe(portal.Host.Nonce);
        (await portal.PushAsync(form, portal.Proof(Portal.PushedEndpoint))).Status.ShouldBe(201);
    }

    [Fact]
    public async Task Get_is_not_a_way_to_push()
    {
        using var response = await portal.Host.Http.GetAsync("/connect/par", TestContext.Current.CancellationToken);
        ((int)response.StatusCode).ShouldBe(405);
    }
}
