using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Pmo.Hosting.Tests.Headers;

public sealed class StrictHeadersTests : IAsyncLifetime
{
    private const string OwnPolicy = "default-src 'self'";
    private TestService _service = null!;

    public async ValueTask InitializeAsync() => _service = await TestService.StartAsync(app =>
    {
        app.MapGet("/health/page", (HttpContext context) =>
        {
            context.Response.Headers.ContentSecurityPolicy = OwnPolicy;
            context.Response.Headers.CacheControl = "public, max-age=300";
            return "page";
        });
        app.MapGet("/health/bug", string () => throw new InvalidOperationException("bug"));
    });

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Theory]
    [InlineData("/health/live", 200)]
    [InlineData("/health/bug", 500)]
    [InlineData("/nowhere", 404)]
    public async Task Every_answer_has_them_errors_too(string path, int status)
    {
        using var response = await AskAsync(path, "pmo.example");
        ((int)response.StatusCode).ShouldBe(status);
        Header(response, "X-Content-Type-Options").ShouldBe("nosniff");
        Header(response, "Content-Security-Policy").ShouldBe("default-src 'none'; frame-ancestors 'none'");
        Header(response, "Referrer-Policy").ShouldBe("no-referrer");
        Header(response, "Strict-Transport-Security").ShouldBe("max-age=31536000");
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        response.Headers.Contains("Server").ShouldBeFalse();
    }

    [Fact]
    public async Task A_page_keeps_its_own_policy_and_a_document_its_age()
    {
        using var response = await AskAsync("/health/page", "pmo.example");
        Header(response, "Content-Security-Policy").ShouldBe(OwnPolicy);
        Header(response, "Cache-Control").ShouldBe("public, max-age=300");
        Header(response, "X-Content-Type-Options").ShouldBe("nosniff");
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost:8080")]
    [InlineData("[::1]")]
    public async Task On_loopback_nothing_is_said_of_tls(string host)
    {
        using var response = await AskAsync("/health/live", host);
        response.Headers.Contains("Strict-Transport-Security").ShouldBeFalse();
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.ShouldHaveSingleItem() : null;

    private async Task<HttpResponseMessage> AskAsync(string path, string host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Host = host;
        return await _service.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
