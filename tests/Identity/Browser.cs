using System.Net;
using System.Web;

namespace Pmo.Identity.Tests;

/// <summary>A browser that sees the service under its public address, keeps its cookies by their rules, and follows nothing by itself.</summary>
internal sealed class Browser(IdentityHost host) : IDisposable
{
    private readonly CookieContainer _cookies = new();
    private readonly HttpClient _http = new(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = host.Http.BaseAddress };

    public string? Cookie(string name) => _cookies.GetCookies(new Uri(IdentityHost.Issuer)).FirstOrDefault(c => c.Name == name)?.Value;

    /// <param name="cookie"><c>NAME=VALUE</c>.</param>
    public void SetCookie(string cookie) => _cookies.SetCookies(new Uri(IdentityHost.Issuer), cookie + "; path=/; secure");

    public Task<Answer> GetAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

    public Task<Answer> PostAsync(string path, params (string Name, string Value)[] form) => SendAsync(new HttpRequestMessage(HttpMethod.Post, path)
    {
        Content = new FormUrlEncodedContent(form.ToDictionary(f => f.Name, f => f.Value)),
    });

    public async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        var seen = new Uri(new Uri(IdentityHost.Issuer), request.RequestUri!);
        if (_cookies.GetCookieHeader(seen) is { Length: > 0 } cookies)
        {
            request.Headers.TryAddWithoutValidation("Cookie", cookies);
        }

        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        foreach (var cookie in response.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
        {
            _cookies.SetCookies(seen, cookie);
        }

        return new Answer(
            (int)response.StatusCode,
            response.Headers.Location?.OriginalString,
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            response.Headers.Concat(response.Content.Headers).ToDictionary(h => h.Key, h => string.Join("; ", h.Value)));
    }

    public void Dispose() => _http.Dispose();

    internal sealed record Answer(int Status, string? Location, string Text, Dictionary<string, string> Headers)
    {
        /// <summary>The parameters of where it leads.</summary>
        public Dictionary<string, string> Query
        {
            get
            {
                var query = HttpUtility.ParseQueryString(new Uri(new Uri(IdentityHost.Issuer), Location.ShouldNotBeNull(Text)).Query);
                return query.AllKeys.ToDictionary(k => k!, k => query[k]!);
            }
        }

        /// <summary>A page of the server's own, and no way out of it.</summary>
        public void ShouldBePage(int status, string code)
        {
            (Status, Location).ShouldBe((status, null));
            Headers["Content-Type"].ShouldBe("text/html; charset=utf-8");
            Text.ShouldContain(code);
        }
    }
}
