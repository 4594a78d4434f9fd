using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Pmo.AuditLog;
using Pmo.AuditLog.Notes;
using Pmo.AuditLog.Remote;
using Pmo.AuditLog.Verify;
using Pmo.Cli;

namespace Pmo.Gateway.Tests.Audit;

/// <summary>The log as everybody sees it, served by a real Gateway.</summary>
public sealed class LogEndpointsTests(Stack stack) : IClassFixture<Stack>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Uri Prefix => new(stack.Origin, "/v1/audit/log/");

    private MerkleLog Log => stack.Gateway.GetRequiredService<MerkleLog>();

    [Fact]
    public async Task Checks_are_in_a_log_that_standard_tools_verify()
    {
        await ListRun.CheckAsync(stack.NewPartner(), 31, 32);
        var sealedNow = await Log.SealAsync(Token);
        var client = new LogClient(stack.Http, Prefix);

        var key = await client.KeyAsync(Token);
        key.ShouldBe(Log.Key);
        key.Name.ShouldBe("localhost/v1/audit/log");
        Checkpoint.TryOpen(await client.NoteAsync(Token), key, out var checkpoint, out _).ShouldBeTrue();

        // What the feeds bring comes when it comes, and the keeper signs it: the log may have grown since.
        checkpoint.Size.ShouldBeGreaterThanOrEqualTo(sealedNow.Size);
        (await RemoteVerifier.VerifyAsync(client, key, each: null, Token)).IsSound.ShouldBeTrue();
        var (exit, said) = await Node.VerifyAsync(Prefix, key.ToString());
        said.ToString().ShouldContain("\"sound\":true");
        exit.ShouldBe(0);
        said.GetProperty("size").GetInt64().ShouldBeGreaterThanOrEqualTo(checkpoint.Size);
    }

    [Fact]
    public async Task Public_log_shows_commitments_and_no_word_of_an_entry()
    {
        await ListRun.CheckAsync(stack.NewPartner(), 33);
        var size = (await Log.SealAsync(Token)).Size;
        var bundle = await stack.Http.GetByteArrayAsync(new Uri(Prefix, $"tile/entries/000.p/{size}"), Token);

        bundle.Length.ShouldBe((int)size * 34);
        System.Text.Encoding.ASCII.GetString(bundle).ShouldNotContain("check");
    }

    [Fact]
    public async Task Reading_the_public_log_is_no_entry_and_needs_no_token()
    {
        await Log.SealAsync(Token);
        var before = stack.Database.Calls().Count;
        using var tile = await stack.Http.GetAsync(new Uri(Prefix, "tile/0/000.p/1"), Token);
        using var checkpoint = await stack.Http.GetAsync(new Uri(Prefix, "checkpoint"), Token);

        (tile.StatusCode, checkpoint.StatusCode).ShouldBe((HttpStatusCode.OK, HttpStatusCode.OK));
        tile.Headers.CacheControl!.ToString().ShouldContain("immutable");
        checkpoint.Headers.CacheControl!.NoCache.ShouldBeTrue();
        stack.Database.Calls().Count.ShouldBe(before);
    }

    [Theory]
    [InlineData("tile/0/001")]
    [InlineData("tile/0/000")]
    [InlineData("tile/0/000.p/256")]
    [InlineData("tile/9/000.p/1")]
    [InlineData("tile/0/0")]
    [InlineData("tile/0/x999/x999/x999/x999/x999/999")]
    [InlineData("tile/entries/..%2F000.p/1")]
    [InlineData("tile/")]
    [InlineData("entries")]
    public async Task What_the_log_does_not_have_is_not_found(string path)
    {
        using var answer = await stack.Http.GetAsync(new Uri(Prefix, path), Token);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Raw_nik_in_the_address_is_refused()
    {
        using var answer = await stack.Http.GetAsync(new Uri(Prefix, $"checkpoint?nik={Part.Nik(12)}"), Token);

        (await answer.Content.ReadAsStringAsync(Token)).ShouldContain("raw_nik_refused");
    }

    [Fact]
    public async Task Pmo_verifies_and_witnesses_the_log()
    {
        await Log.SealAsync(Token);
        var gateway = stack.Origin.GetLeftPart(UriPartial.Authority);

        (await PmoAsync("audit", "verify", "--gateway", gateway, "--key", Log.Key!.ToString())).Exit.ShouldBe(0);
        (await PmoAsync("audit", "witness", "--gateway", gateway)).Output.ShouldStartWith("Seen for the first time");
        await ListRun.CheckAsync(stack.NewPartner(), 35);
        await Log.SealAsync(Token);
        (await PmoAsync("audit", "witness", "--gateway", gateway, "--json")).Output.ShouldContain("\"consistent\"");
        (await PmoAsync("audit", "verify", "--gateway", "http://pmo.example")).Exit.ShouldBe(2);
        (await PmoAsync("audit", "verify", "--gateway", gateway, "--key", "x")).Exit.ShouldBe(2);
        (await PmoAsync("audit", "verify", "--gateway", "http://127.0.0.1:1")).Exit.ShouldBe(6);

        // A key of somebody else's.
        var other = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
        (await PmoAsync("audit", "witness", "--gateway", gateway, "--key", other)).ShouldSatisfyAllConditions(
            r => r.Exit.ShouldBe(3), r => r.Error.ShouldContain("[witness_other_key]"));
        (await PmoAsync("audit", "verify", "--gateway", gateway, "--key", other)).ShouldSatisfyAllConditions(
            r => r.Exit.ShouldBe(3), r => r.Error.ShouldContain("[audit_unsound]"));
    }

    private async Task<(int Exit, string Output, string Error)> PmoAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var home = Path.Combine(stack.Data, "witness-home");
        var host = new PmoHost { Environment = name => name == "PMO_HOME" ? home : name == "PMO_LANG" ? "en" : null };
        return (await PmoCommand.InvokeAsync(args, output, error, host, Token), output.ToString(), error.ToString());
    }
}
