using Pmo.Testing;

namespace Pmo.Identity.Tests;

public sealed class LogTests : IDisposable
{
    private readonly TempDirectory _folder = new();
    private readonly TestKey _key = TestKey.Ec();

    [Fact]
    public async Task Logs_say_who_and_why_and_hold_no_credential()
    {
        var secrets = new List<string>();
        await using (var host = await IdentityHost.StartAsync(_folder, _key))
        {
            var assertion = host.Assertion().Sign();
            var proof = host.Proof().Sign();
            secrets.AddRange([assertion, proof, (await host.AskAsync(host.Form(assertion), proof)).Token]);
            (await host.AskAsync(host.Form(assertion), host.Proof().Sign())).Status.ShouldBe(401);
            (await host.AskAsync(host.Form(), proof)).Status.ShouldBe(400);
            var unknown = TestJws.Assertion(_key, host.Clock, "csr-stranger", IdentityHost.Issuer).Sign();
            secrets.Add(unknown);
            (await host.AskAsync(host.Form(unknown))).Status.ShouldBe(401);
        }

        var log = string.Concat(Directory.GetFiles(Path.Combine(_folder.Path, "identity", "logs")).Select(File.ReadAllText));
        log.ShouldContain($"Token issued to \\\"csr-nusantara\\\", bound to \\\"{_key.Thumbprint}\\\"");
        log.ShouldContain("\"assertion_replayed\"");
        log.ShouldContain("\"proof_replayed\"");
        log.ShouldContain("\"client_unknown\"");
        log.ShouldNotContain("csr-stranger");
        foreach (var part in secrets.SelectMany(s => s.Split('.')))
        {
            log.ShouldNotContain(part);
        }
    }

    [Fact]
    public async Task Every_refusal_is_an_event_with_its_reason_and_neither_events_nor_files_hold_a_credential()
    {
        using var stranger = TestKey.Ec();
        var secrets = new List<string>();
        await using (var host = await IdentityHost.StartAsync(_folder, _key))
        {
            async Task RefusedAsync(Dictionary<string, string> form, string proof)
            {
                secrets.AddRange([form.GetValueOrDefault("client_assertion", ""), proof, form.GetValueOrDefault("client_secret", "")]);
                (await host.AskAsync(form, proof)).Status.ShouldBeOneOf(400, 401);
            }

            var taken = host.Assertion().Sign();
            var token = (await host.AskAsync(host.Form(taken), host.Proof().Sign())).Token;
            secrets.AddRange([token, host.Nonce]);
            await RefusedAsync(host.Form(taken), host.Proof().Sign());
            await RefusedAsync(host.Form(host.Assertion(stranger).Sign()), host.Proof().Sign());
            await RefusedAsync(host.Form(TestJws.Assertion(_key, host.Clock, "hunter2-is-my-password", IdentityHost.Issuer).Sign()), host.Proof().Sign());
            await RefusedAsync(host.Form(null, ("client_secret", "correct-horse-battery")), host.Proof().Sign());
            await RefusedAsync(host.Form(null, ("grant_type", "password-of-somebody")), host.Proof().Sign());
            await RefusedAsync(host.Form(null, ("scope", "scope-of-somebody")), host.Proof().Sign());
            var proof = host.Proof();
            proof.Header["jwk"] = _key.PrivateJwk();
            secrets.Add(_key.PrivateJwk()["d"]!.ToString());
            await RefusedAsync(host.Form(), proof.Sign());
            (await host.PostAsync("/connect/revoke", IdentityHost.ClientId, stranger, ("token", token))).Status.ShouldBe(401);

            (await host.EventsAsync()).ShouldBe([
                "token deny csr-nusantara assertion_replayed", "token deny csr-nusantara assertion_signature", "token deny - client_unknown",
                "token deny - client_secret", "token deny - grant_type", "token deny - scope", "token deny csr-nusantara proof_private_key",
                "token-revocation deny csr-nusantara assertion_signature"]);
        }

        secrets.AddRange(["hunter2-is-my-password", "password-of-somebody", "scope-of-somebody"]);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(_folder.Path, "identity"), "*", SearchOption.AllDirectories))
        {
            var text = System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
            foreach (var part in secrets.SelectMany(s => s.Split('.')).Where(p => p.Length > 8))
            {
                text.Contains(part, StringComparison.Ordinal).ShouldBeFalse(Path.GetFileName(file));
            }
        }
    }

    [Fact]
    public async Task Logs_of_a_sign_in_hold_no_credential()
    {
        await using var portal = new Portal();
        await portal.InitializeAsync();
        using var browser = portal.NewBrowser();
        var pushed = await portal.PushedAsync(("state", "state-to-find"));
        var waiting = (await browser.GetAsync(pushed)).Query["returnUrl"];
        await portal.SignInAsync(browser);
        var code = (await browser.GetAsync(waiting)).Query["code"];
        var given = await portal.RedeemAsync(code);
        var refresh = given.Body.GetProperty("refresh_token").GetString()!;
        (await portal.RefreshAsync(refresh, ("client_id", Portal.OtherClientId))).Status.ShouldBe(400);
        (await portal.RedeemAsync(code)).Status.ShouldBe(400);
        await browser.GetAsync(pushed);
        await browser.GetAsync("/connect/logout?id_token_hint=" + given.Body.GetProperty("id_token").GetString());

        // Serilog writes at once; the file is shared.
        var log = string.Concat(Directory.GetFiles(Path.Combine(portal.DataFolder, "identity", "logs")).Select(ReadShared));
        log.ShouldContain($"Code given to \\\"portal\\\" for person \\\"{portal.Person.Id}\\\"");
        foreach (var reason in (string[])["refresh_of_other_client", "code_replayed", "authorization_request_ended"])
        {
            log.ShouldContain($"\"{reason}\"");
        }

        foreach (var secret in (string[])[pushed[^43..], waiting[^43..], code, refresh, "state-to-find", Portal.Verifier, .. given.Token.Split('.')])
        {
            log.ShouldNotContain(secret);
        }
    }

    public void Dispose()
    {
        _key.Dispose();
        _folder.Dispose();
    }

    private static string ReadShared(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
