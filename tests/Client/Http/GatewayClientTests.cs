using Microsoft.AspNetCore.Http;
using Pmo.Client.Catalogs;
using Pmo.Client.Http;
using Pmo.Client.Tests.Loopback;

namespace Pmo.Client.Tests.Http;

public sealed class GatewayClientTests : IAsyncLifetime
{
    private LoopbackGateway _gateway = null!;

    public async ValueTask InitializeAsync() => _gateway = await LoopbackGateway.StartAsync();

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task Token_is_kept_and_each_call_has_its_own_proof()
    {
        using var opened = new Opened(_gateway);
        await new CatalogReader(opened.Client).ReadAsync(CancellationToken.None);
        await new CatalogReader(opened.Client).ReadAsync(CancellationToken.None);

        _gateway.Seen.Count(r => r.Path == "/connect/token").ShouldBe(1);
        var calls = _gateway.Seen.Where(r => r.Path == "/v1/catalog").ToList();
        calls.Select(r => r.Headers["Authorization"]).Distinct().ShouldBe(["DPoP token-1"]);
        calls.Select(r => r.Headers["DPoP"]).ShouldBeUnique();
        calls[0].Headers["Accept-Language"].ShouldBe("en");
        calls[0].Headers.Keys.ShouldNotContain("Content-Digest");
        calls[0].Headers.Keys.ShouldNotContain("Idempotency-Key");
    }

    [Fact]
    public async Task Redirect_is_not_followed()
    {
        _gateway.Intercept = context =>
        {
            if (context.Request.Path != "/v1/catalog")
            {
                return Task.FromResult(false);
            }

            context.Response.StatusCode = 307;
            context.Response.Headers.Location = "/stolen";
            return Task.FromResult(true);
        };
        var outcome = await ReadAsync();

        outcome.Problem!.Code.ShouldBe("http_307");
        _gateway.Seen.ShouldNotContain(r => r.Path == "/stolen");
    }

    [Fact]
    public async Task Nonce_that_the_gateway_wants_is_put_into_the_next_proof()
    {
        _gateway.Intercept = context => RefuseOnceAsync(context, "DPoP error=\"use_dpop_nonce\"", "n-1");
        (await ReadAsync()).Problem.ShouldBeNull();

        var proofs = _gateway.Seen.Where(r => r.Path == "/v1/catalog").Select(r => r.Headers["DPoP"]).ToList();
        Claims(proofs[0]).TryGetPayloadValue<string>("nonce", out _).ShouldBeFalse();
        Claims(proofs[1]).GetPayloadValue<string>("nonce").ShouldBe("n-1");
        _gateway.Seen.Count(r => r.Path == "/connect/token").ShouldBe(1);
    }

    [Fact]
    public async Task Refused_token_is_renewed_once()
    {
        _gateway.Intercept = context => RefuseOnceAsync(context, "DPoP error=\"invalid_token\"", nonce: null);
        (await ReadAsync()).Problem.ShouldBeNull();
        _gateway.Seen.Count(r => r.Path == "/connect/token").ShouldBe(2);
    }

    [Fact]
    public async Task Clock_that_is_off_by_days_is_named_when_the_gateway_refuses()
    {
        _gateway.Intercept = async context =>
        {
            if (context.Request.Path != "/connect/token")
            {
                return false;
            }

            context.Response.StatusCode = 401;
            await context.Response.WriteAsync("""{"error":"invalid_client"}""");
            return true;
        };
        using var opened = new Opened(_gateway, new Late(TimeSpan.FromDays(-2)));
        var outcome = await new CatalogReader(opened.Client).ReadAsync(CancellationToken.None);

        outcome.Problem!.Code.ShouldBe("clock_skew");
        outcome.Problem.Detail.ShouldContain("behind");
        outcome.Problem.Kind.ShouldBe(FailureKind.NotAllowed);
    }

    [Theory]
    [InlineData(-7200)]
    [InlineData(-120)]
    [InlineData(120)]
    [InlineData(86000)]
    public async Task Clock_that_is_off_is_allowed_for_in_assertion_and_proofs_and_told(int seconds)
    {
        using var opened = new Opened(_gateway, new Late(TimeSpan.FromSeconds(seconds)));
        (await new CatalogReader(opened.Client).ReadAsync(CancellationToken.None)).Problem.ShouldBeNull();

        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var dated = _gateway.Seen.Where(r => r.Headers.ContainsKey("DPoP")).Select(r => r.Headers["DPoP"]).Append(Assertion()).ToList();
        dated.Count.ShouldBe(3);
        dated.Select(jwt => Claims(jwt).GetPayloadValue<long>("iat")).ShouldAllBe(iat => Math.Abs(iat - now) < 60);
        Math.Abs(opened.Client.ClockAhead.ShouldNotBeNull().TotalSeconds - seconds).ShouldBeLessThan(60, "a busy machine answers late; the exact bounds are in ServerClockTests");
    }

    [Theory]
    [InlineData(-5)]
    [InlineData(200_000)]
    public async Task Clock_within_the_tolerance_or_off_by_days_is_left_as_it_is(int seconds)
    {
        using var opened = new Opened(_gateway, new Late(TimeSpan.FromSeconds(seconds)));
        await new CatalogReader(opened.Client).ReadAsync(CancellationToken.None);

        var local = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + seconds;
        Math.Abs(Claims(Assertion()).GetPayloadValue<long>("iat") - local).ShouldBeLessThan(60);
    }

    [Theory]
    [InlineData("https://evil.example", "https://evil.example/token")]
    [InlineData(null, "https://evil.example/token")]
    public async Task Issuer_or_token_endpoint_elsewhere_gets_no_assertion(string? issuer, string endpoint)
    {
        _gateway.Intercept = async context =>
        {
            if (context.Request.Path != "/.well-known/openid-configuration")
            {
                return false;
            }

            await context.Response.WriteAsJsonAsync(new { issuer = issuer ?? _gateway.Issuer, token_endpoint = endpoint });
            return true;
        };
        (await ReadAsync()).Problem!.Code.ShouldBe("issuer_mismatch");
        _gateway.Seen.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Bearer_token_is_not_taken()
    {
        _gateway.Intercept = async context =>
        {
            if (context.Request.Path != "/connect/token")
            {
                return false;
            }

            await context.Response.WriteAsJsonAsync(new { access_token = "t", token_type = "Bearer", expires_in = 300 });
            return true;
        };
        (await ReadAsync()).Problem!.Code.ShouldBe("answer_malformed");
        _gateway.Seen.ShouldNotContain(r => r.Path == "/v1/catalog");
    }

    [Fact]
    public async Task Answer_without_end_is_cut_off()
    {
        _gateway.Intercept = async context =>
        {
            if (context.Request.Path != "/v1/catalog")
            {
                return false;
            }

            await context.Response.WriteAsync("{\"datasets\":[");
            var blanks = new byte[1 << 20];
            Array.Fill(blanks, (byte)' ');
            for (var i = 0; i < 64 && !context.RequestAborted.IsCancellationRequested; i++)
            {
                await context.Response.Body.WriteAsync(blanks);
            }

            return true;
        };
        (await ReadAsync()).Problem!.Code.ShouldBe("answer_malformed");
    }

    private string Assertion()
    {
        var form = System.Text.Encoding.ASCII.GetString(_gateway.Seen.Single(r => r.Path == "/connect/token").Body);
        return form.Split('&').Single(p => p.StartsWith("client_assertion=", StringComparison.Ordinal))["client_assertion=".Length..];
    }

    private static Microsoft.IdentityModel.JsonWebTokens.JsonWebToken Claims(string jwt) => new(jwt);

    private async Task<bool> RefuseOnceAsync(HttpContext context, string challenge, string? nonce)
    {
        if (context.Request.Path != "/v1/catalog" || _gateway.Seen.Count(r => r.Path == "/v1/catalog") > 1)
        {
            return false;
        }

        context.Response.Headers.WWWAuthenticate = challenge;
        if (nonce is not null)
        {
            context.Response.Headers["DPoP-Nonce"] = nonce;
        }

        await LoopbackGateway.ProblemAsync(context, 401, "invalid_token");
        return true;
    }

    private async Task<Outcome<Protocol.Api.Catalog>> ReadAsync()
    {
        using var opened = new Opened(_gateway);
        return await new CatalogReader(opened.Client).ReadAsync(CancellationToken.None);
    }

    private sealed class Late(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + by;
    }
}
