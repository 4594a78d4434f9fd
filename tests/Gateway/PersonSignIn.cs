using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Web;
using Pmo.Testing;

namespace Pmo.Gateway.Tests;

/// <summary>A browser and the client that sent it: pushed request, pages, code, token; all through the Gateway.</summary>
internal sealed partial class PersonSignIn(Stack stack, ApiCaller client) : IDisposable
{
    // RFC 7636, appendix B.
    private const string Verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    private const string Challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { BaseAddress = stack.Origin };

    public async Task<string> TokenAsync(string userName, string password, string code)
    {
        var pushed = await PostAsync(
            "/connect/par", ("response_type", "code"), ("redirect_uri", PeopleStack.RedirectUri), ("code_challenge", Challenge),
            ("code_challenge_method", "S256"), ("scope", "openid pmo"), ("state", "s"), ("nonce", "n"));
        var authorize = $"/connect/authorize?client_id={client.Organisation}&request_uri={Uri.EscapeDataString(pushed.GetProperty("request_uri").GetString()!)}";
        var login = await LocationAsync(await _http.GetAsync(authorize));
        var second = await FillAsync(login, ("UserName", userName), ("Password", password));
        await FillAsync(second, ("Code", code));
        var back = await LocationAsync(await _http.GetAsync(HttpUtility.ParseQueryString(new Uri(stack.Origin, login).Query)["returnUrl"]));
        var answer = await PostAsync(
            "/connect/token", ("grant_type", "authorization_code"), ("code", HttpUtility.ParseQueryString(new Uri(back).Query)["code"]!),
            ("redirect_uri", PeopleStack.RedirectUri), ("code_verifier", Verifier));
        return answer.GetProperty("access_token").GetString()!;
    }

    public void Dispose() => _http.Dispose();

    private async Task<string> FillAsync(string page, params (string Name, string Value)[] fields)
    {
        var html = await _http.GetStringAsync(page);
        var hidden = HiddenInput().Matches(html).Select(m => KeyValuePair.Create(Attribute(m.Value, "name"), Attribute(m.Value, "value")));
        return await LocationAsync(await _http.PostAsync(page, new FormUrlEncodedContent([.. hidden, .. fields.Select(f => KeyValuePair.Create(f.Name, f.Value))])));
    }

    private async Task<JsonElement> PostAsync(string path, params (string Name, string Value)[] form)
    {
        var origin = stack.Origin.GetLeftPart(UriPartial.Authority);
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent(
            [
                .. form.Select(f => KeyValuePair.Create(f.Name, f.Value)), KeyValuePair.Create("client_id", client.Organisation),
                KeyValuePair.Create("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
                KeyValuePair.Create("client_assertion", TestJws.Assertion(client.Key, stack.Clock, client.Organisation, origin).Sign()),
            ]),
        };
        request.Headers.Add("DPoP", TestJws.Proof(client.Key, stack.Clock, "POST", origin + path, nonce: stack.IdentityNonce).Sign());
        using var response = await _http.SendAsync(request);
        response.IsSuccessStatusCode.ShouldBeTrue(await response.Content.ReadAsStringAsync());
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task<string> LocationAsync(HttpResponseMessage response)
    {
        using (response)
        {
            return response.Headers.Location.ShouldNotBeNull(await response.Content.ReadAsStringAsync()).OriginalString;
        }
    }

    private static string Attribute(string tag, string name) =>
        WebUtility.HtmlDecode(Regex.Match(tag, $"\\b{name}=\"([^\"]*)\"", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups[1].Value);

    [GeneratedRegex("""<input [^>]*type="hidden"[^>]*>""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex HiddenInput();
}
