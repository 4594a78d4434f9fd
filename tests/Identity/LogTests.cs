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

    public void Dispose()
    {
        _key.Dispose();
        _folder.Dispose();
    }
}
