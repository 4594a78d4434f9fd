using System.Net;
using System.Text.RegularExpressions;

namespace Pmo.Identity.Tests.AccountPages;

/// <summary>
/// A browser without script: keeps cookies (also Secure ones over the loopback hop, as a proxy would pass them) and sends forms with what the page hid in
/// them. It follows nothing by itself.
/// </summary>
internal sealed class Browser(IdentityHost host) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = host.Http.BaseAddress };

    public Dictionary<string, string> Cookies { get; } = new(StringComparer.Ordinal);

    public Task<PageAnswer> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null);

    /// <summary>Loads a page and sends its form, whose hidden fields are overridden by those given.</summary>
    public async Task<PageAnswer> FillAsync(string path, params (string Name, string Value)[] fields)
    {
        var page = await GetAsync(path);
        page.Status.ShouldBe(200, path);
        return await PostAsync(path, [.. page.Hidden.Where(h => fields.All(f => f.Name != h.Name)), .. fields]);
    }

    public Task<PageAnswer> PostAsync(string path, params (string Name, string Value)[] fields) =>
        SendAsync(HttpMethod.Post, path, new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))));

    public async Task<PageAnswer> SendAsync(HttpMethod method, string path, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (Cookies.Count > 0)
        {
            request.Headers.Add("Cookie", string.Join("; ", Cookies.Select(c => $"{c.Key}={c.Value}")));
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        foreach (var cookie in response.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
        {
            var pair = cookie.Split(';')[0].Split('=', 2);
            if (cookie.Contains("expires=Thu, 01 Jan 1970", StringComparison.Ordinal))
            {
                Cookies.Remove(pair[0]);
            }
            else
            {
                Cookies[pair[0]] = pair[1];
            }
        }

        var all = response.Headers.Concat(response.Content.Headers).ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase);
        return new PageAnswer((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), all);
    }

    /// <summary>Name and password, then the next page; the code's too when there is a second factor.</summary>
    public async Task<PageAnswer> SignInAsync(TestPerson person, string? returnUrl = null)
    {
        var step = await FillAsync(
            "/account/login" + (returnUrl is null ? "" : "?returnUrl=" + Uri.EscapeDataString(returnUrl)), ("UserName", person.UserName), ("Password", person.Password));
        step.Location.ShouldBe("/account/second-factor");
        return await FillAsync(step.Location!, ("Code", person.Code(host.Clock)));
    }

    public void Dispose() => _http.Dispose();
}

/// <summary>What a page answered.</summary>
internal sealed partial record PageAnswer(int Status, string Html, Dictionary<string, string> Headers)
{
    public string? Location => Headers.GetValueOrDefault("Location");

    public IReadOnlyList<(string Name, string Value)> Hidden =>
        [.. HiddenInput().Matches(Html).Select(m => (Attribute(m.Value, "name"), Attribute(m.Value, "value"))).DistinctBy(h => h.Item1)];

    /// <summary>The page without what is different each time.</summary>
    public string Stable => HiddenInput().Replace(Html, "");

    private static string Attribute(string tag, string name) =>
        WebUtility.HtmlDecode(Regex.Match(tag, $"\\b{name}=\"([^\"]*)\"", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups[1].Value);

    [GeneratedRegex("""<input [^>]*type="hidden"[^>]*>""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex HiddenInput();
}
