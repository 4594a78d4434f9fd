using System.Net.Http.Headers;
using System.Text;

namespace Pmo.Identity.Tests.AccountPages;

public sealed class PageHeadersTests : PagesFixture
{
    private static readonly string[] Forms =
    [
        "/account/login", "/account/second-factor", "/account/recovery-code", "/account/set-up/password", "/account/set-up/authenticator",
        "/account/password", "/account/recovery-codes", "/account/sign-out", "/account?handler=End", "/account?handler=EndOthers", "/account?handler=EndAll",
    ];

    [Theory]
    [InlineData("/account/login")]
    [InlineData("/account/sign-out")]
    [InlineData("/account/continue")]
    [InlineData("/account")]
    [InlineData("/account/nothing-here")]
    [InlineData("/Account/Login")] // routes know no case
    public async Task Clickjacking_and_the_like(string path)
    {
        var headers = (await Browser.GetAsync(path)).Headers;
        headers["Content-Security-Policy"].ShouldBe(
            "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'");
        headers["X-Frame-Options"].ShouldBe("DENY");
        headers["X-Content-Type-Options"].ShouldBe("nosniff");
        headers["Cache-Control"].ShouldContain("no-store");
        headers["Referrer-Policy"].ShouldBe("same-origin");
    }

    [Fact]
    public async Task No_script_and_no_style_in_any_page()
    {
        await Browser.SignInAsync(Siti);
        foreach (var path in new[] { "/account/login", "/account", "/account/password", "/account/recovery-codes", "/account/sign-out", "/account/continue" })
        {
            var html = (await Browser.GetAsync(path)).Html;
            html.ShouldNotContain("<script");
            html.ShouldNotContain("style=");
            html.ShouldNotContain("<style");
            html.ShouldNotContain(" onclick");
        }
    }

    [Fact]
    public async Task CSRF_each_form_refuses_a_post_without_its_token_and_does_nothing()
    {
        await Browser.SignInAsync(Siti);
        var before = await EventsAsync();
        using var stranger = new Browser(Host);
        var foreign = (await stranger.GetAsync("/account/login")).Hidden.Where(h => h.Name == "form").ToArray();
        foreach (var path in Forms)
        {
            (await Browser.PostAsync(path, ("UserName", Siti.UserName), ("Password", Siti.Password))).Status.ShouldBe(400, path);
            var answer = await Browser.PostAsync(path, [.. foreign, ("UserName", Siti.UserName), ("Password", Siti.Password)]);
            answer.Status.ShouldBe(400, path);
            answer.Html.ShouldContain("<h1>Formulir tidak berlaku lagi</h1>");
        }

        (await EventsAsync()).ShouldBe(before);
        (await IsInAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task Bad_input_is_refused_never_an_internal_error()
    {
        await Browser.SignInAsync(Siti);
        var token = (await Browser.GetAsync("/account/sign-out")).Hidden.Single(h => h.Name == "form");
        var encoded = $"form={Uri.EscapeDataString(token.Value)}";
        var random = new byte[2000];
        for (var i = 0; i < random.Length; i++)
        {
            random[i] = (byte)((i * 167) ^ (i >> 3));
        }

        (string Body, string Type)[] bodies =
        [
            ($"{encoded}&Code={new string('9', 8000)}&Password={new string('ä', 1000)}&UserName={new string('x', 3000)}", "application/x-www-form-urlencoded"),
            ($"{encoded}&{new string('x', 20_000)}", "application/x-www-form-urlencoded"),
            ($"{encoded}&UserName=a&UserName=b&Password=c&Password=d&Code=1&Code=2&Handle=x&Handle=y", "application/x-www-form-urlencoded"),
            ($"{encoded}&UserName=%00%ff%fe&Password=%ed%a0%80&Code=%F0%9F%92%A3&NewPassword=%00&Repeat=%00&OldPassword=%ff", "application/x-www-form-urlencoded"),
            ($"{encoded}&{string.Join('&', Enumerable.Range(0, 200).Select(i => $"p{i}=1"))}", "application/x-www-form-urlencoded"),
            ($"{encoded}&UserName[0].x=1&UserName.y=2&[=]&=&&%", "application/x-www-form-urlencoded"),
            ("{\"UserName\":\"a\"}", "application/json"),
            ("--x\r\nContent-Disposition: form-data; name=\"form\"\r\n\r\n", "multipart/form-data; boundary=x"),
            (Encoding.Latin1.GetString(random), "application/x-www-form-urlencoded"),
            ("", ""),
        ];
        foreach (var path in Forms.Where(f => f != "/account/sign-out" && !f.EndsWith("EndAll", StringComparison.Ordinal)))
        {
            foreach (var (body, type) in bodies)
            {
                using var content = new ByteArrayContent(Encoding.Latin1.GetBytes(body));
                content.Headers.ContentType = type.Length == 0 ? null : MediaTypeHeaderValue.Parse(type);
                var answer = await Browser.SendAsync(HttpMethod.Post, path, content);
                new[] { 303, 400, 413, 415, 422 }.ShouldContain(answer.Status, $"{path}: {body[..Math.Min(40, body.Length)]}");
            }
        }

        foreach (var query in new[] { "?lang=xx&lang=en&returnUrl=%00", "?returnUrl=a&returnUrl=b", "?handler=Nothing", "?%", "?lang=" + new string('x', 4000) })
        {
            (await Browser.GetAsync("/account/login" + query)).Status.ShouldBeOneOf(200, 400);
        }
    }

    [Fact]
    public async Task Cookies_that_are_no_cookies()
    {
        foreach (var value in new[] { "x", new string('A', 5000), "CfDJ8AAAA", "%ff%00", "\u00e4" })
        {
            using var browser = new Browser(Host);
            foreach (var name in new[] { "__Host-pmo", "__Host-pmo-signin", "__Host-pmo-form", "pmo-lang" })
            {
                browser.Cookies[name] = Uri.EscapeDataString(value);
            }

            (await browser.GetAsync("/account")).Status.ShouldBe(303);
            (await browser.GetAsync("/account/second-factor")).Status.ShouldBe(303);
            (await browser.GetAsync("/account/login")).Status.ShouldBe(200);
        }
    }

    [Fact]
    public async Task The_stylesheet_is_a_file_that_may_be_kept()
    {
        var answer = await Browser.GetAsync("/account/style.css");
        (answer.Status, answer.Headers["Content-Type"], answer.Headers["Cache-Control"]).ShouldBe((200, "text/css; charset=utf-8", "public, max-age=604800"));
    }
}
