using Pmo.Testing;

namespace Pmo.Gateway.Tests.Tokens;

/// <summary>When the Gateway fetches the issuer's keys, and which it believes.</summary>
public sealed class IssuerKeysTests(Stack stack) : IClassFixture<Stack>
{
    private static readonly ApiRequest Catalog = ApiRequest.Get("/v1/catalog");

    [Fact]
    public async Task A_key_that_signs_without_having_been_announced_is_fetched_at_once()
    {
        await using var issuer = await TestIssuer.StartAsync(stack);
        var partner = stack.NewPartner();
        await AllowedAsync(partner, issuer.Token(partner, issuer.Publish("a"), "a"));
        stack.Clock.Advance(TimeSpan.FromSeconds(6));

        await AllowedAsync(partner, issuer.Token(partner, issuer.Publish("b"), "b"));
        issuer.Fetches.ShouldBe(2);
    }

    [Fact]
    public async Task Attacker_with_made_up_kids_cannot_make_the_Gateway_hammer_the_issuer()
    {
        await using var issuer = await TestIssuer.StartAsync(stack);
        var partner = stack.NewPartner();
        await AllowedAsync(partner, issuer.Token(partner, issuer.Publish("a"), "a"));
        using var own = TestKey.Ec();
        foreach (var expected in (int[])[2, 3])
        {
            stack.Clock.Advance(TimeSpan.FromSeconds(6));
            await Task.WhenAll(Enumerable.Range(0, 20).Select(i => RefusedAsync(partner, issuer.Token(partner, own, $"made-up-{expected}-{i}"), 401, "token_invalid")));
            issuer.Fetches.ShouldBe(expected);
        }
    }

    [Fact]
    public async Task Attacker_cannot_borrow_the_kid_of_a_real_key()
    {
        await using var issuer = await TestIssuer.StartAsync(stack);
        var partner = stack.NewPartner();
        issuer.Publish("a");
        using var own = TestKey.Ec();
        await RefusedAsync(partner, issuer.Token(partner, own, "a"), 401, "token_invalid");
        await RefusedAsync(partner, issuer.Token(partner, own, kid: null), 401, "token_invalid");
    }

    [Fact]
    public async Task A_token_without_a_kid_is_tried_on_all_keys()
    {
        await using var issuer = await TestIssuer.StartAsync(stack);
        var partner = stack.NewPartner();
        issuer.Publish("a");
        await AllowedAsync(partner, issuer.Token(partner, issuer.Publish("b"), kid: null));
    }

    [Fact]
    public async Task A_withdrawn_key_is_refused_after_max_age_also_for_tokens_that_were_verified_before()
    {
        await using var issuer = await TestIssuer.StartAsync(stack);
        var partner = stack.NewPartner();
        var token = issuer.Token(partner, issuer.Publish("a"), "a");
        issuer.Publish("b");
        await AllowedAsync(partner, token);
        issuer.Withdraw("a");

        stack.Clock.Advance(TimeSpan.FromSeconds(59));
        await AllowedAsync(partner, token);
        issuer.Fetches.ShouldBe(1, "max-age is honoured");

        stack.Clock.Advance(TimeSpan.FromSeconds(1));
        await RefusedAsync(partner, token, 401, "token_invalid");
    }

    [Fact]
    public async Task Last_keys_go_on_for_an_hour_while_the_issuer_is_down()
    {
        await using var issuer = await TestIssuer.StartAsync(stack);
        var partner = stack.NewPartner();
        var key = issuer.Publish("a");
        await AllowedAsync(partner, issuer.Token(partner, key, "a"));
        issuer.IsDown = true;

        stack.Clock.Advance(TimeSpan.FromMinutes(30));
        await AllowedAsync(partner, issuer.Token(partner, key, "a"));

        stack.Clock.Advance(TimeSpan.FromMinutes(31));
        await RefusedAsync(partner, issuer.Token(partner, key, "a"), 503, "identity_unavailable");

        issuer.IsDown = false;
        stack.Clock.Advance(TimeSpan.FromSeconds(6));
        await AllowedAsync(partner, issuer.Token(partner, key, "a"));
    }

    [Theory]
    [InlineData("no-store", 10)]
    [InlineData("max-age=0", 10)]
    [InlineData("max-age=604800", 3600)]
    public async Task Max_age_is_kept_within_bounds(string cacheControl, int seconds)
    {
        await using var issuer = await TestIssuer.StartAsync(stack);
        issuer.CacheControl = cacheControl;
        var partner = stack.NewPartner();
        var token = issuer.Token(partner, issuer.Publish("a"), "a", seconds: 7200);
        await AllowedAsync(partner, token);
        stack.Clock.Advance(TimeSpan.FromSeconds(seconds - 1));
        await AllowedAsync(partner, token);
        issuer.Fetches.ShouldBe(1);
        stack.Clock.Advance(TimeSpan.FromSeconds(1));
        await AllowedAsync(partner, token);
        issuer.Fetches.ShouldBe(2);
    }

    [Fact]
    public async Task Metadata_of_another_issuer_is_not_believed()
    {
        await using var issuer = await TestIssuer.StartAsync(stack);
        issuer.Name = "https://evil.example";
        var partner = stack.NewPartner();
        await RefusedAsync(partner, issuer.Token(partner, issuer.Publish("a"), "a"), 503, "identity_unavailable");
    }

    private static async Task AllowedAsync(ApiCaller partner, string token)
    {
        var answer = await partner.SendAsync(Catalog with { Token = token });
        answer.Status.ShouldBe(200, answer.Text);
    }

    private static async Task RefusedAsync(ApiCaller partner, string token, int status, string code) =>
        (await partner.SendAsync(Catalog with { Token = token })).ShouldBeRefused(status, code);
}
