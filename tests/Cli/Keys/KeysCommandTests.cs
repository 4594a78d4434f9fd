using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Pmo.Client.Tests.Loopback;
using Pmo.Protocol.Api;

namespace Pmo.Cli.Tests.Keys;

public sealed class KeysCommandTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 4, 20, 18, 30, 0, TimeSpan.Zero);
    private LoopbackGateway _gateway = null!;

    private KeyStatus Status { get; set; } = new(
        Now,
        [
            new("retired-kid-0123456789", "retired", Now.AddDays(-91), Now.AddDays(-1), Now.AddDays(13)),
            new("signing-kid-0123456789", "signing", Now.AddDays(-1), Now.AddDays(89).AddHours(12), Now.AddDays(103)),
            new("announced-kid-012345678", "announced", Now.AddDays(89), Now.AddDays(179), Now.AddDays(193)),
        ],
        new KeyRingStatus("certificate", new string('a', 64), Now.AddDays(40)));

    public async ValueTask InitializeAsync()
    {
        _gateway = await LoopbackGateway.StartAsync();
        _gateway.Intercept = async context =>
        {
            if (context.Request.Path != "/v1/keys/status")
            {
                return false;
            }

            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(JsonSerializer.Serialize(Status, ApiJson.Options));
            return true;
        };
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task Shows_states_times_in_WIB_and_days_left_within_80_columns()
    {
        var ran = await RunAsync("--lang", "en");
        ran.Exit.ShouldBe(0, ran.Error);
        var lines = ran.Output.Split('\n').Select(l => l.TrimEnd()).ToList();
        Row(lines, "retired-").ShouldBe(["retired-", "retired", "2026-04-20", "01:30", "2026-05-04", "01:30", "13"]);
        Row(lines, "signing-").ShouldBe(["signing-", "signing", "2026-04-20", "01:30", "2026-07-19", "13:30", "89"]);
        Row(lines, "announce").ShouldBe(["announce", "announced", "2026-07-19", "01:30", "2026-10-17", "01:30", "179"]);
        lines.Where(l => !l.StartsWith("Key ring", StringComparison.Ordinal)).ShouldAllBe(l => l.Length <= 80);
        ran.Output.ShouldContain($"Key ring: certificate sha256:{new string('a', 64)}, until 2026-05-31 01:30 WIB, 40 days left.");
    }

    [Fact]
    public async Task Speaks_Indonesian()
    {
        Status = Status with { Ring = new KeyRingStatus("development") };
        var ran = await RunAsync("--lang", "id");
        ran.Output.ShouldContain("menandatangani");
        ran.Output.ShouldContain("Ring kunci: development, tidak dienkripsi.");
        ran.Output.Split('\n').ShouldAllBe(l => l.TrimEnd().Length <= 80);
    }

    [Fact]
    public async Task Json_is_the_answer_itself()
    {
        var ran = await RunAsync("--json");
        var read = JsonSerializer.Deserialize<KeyStatus>(ran.Output, ApiJson.Options)!;
        read.SigningKeys.ShouldBe(Status.SigningKeys);
        read.Ring.ShouldBe(Status.Ring);
    }

    [Fact]
    public async Task Who_may_not_is_told_so_and_exits_4()
    {
        _gateway.Intercept = async context =>
        {
            if (context.Request.Path != "/v1/keys/status")
            {
                return false;
            }

            context.Response.StatusCode = 403;
            context.Response.ContentType = "application/problem+json";
            await context.Response.WriteAsync("""{"type":"urn:pmo:problem:no_agreement","title":"Forbidden","status":403,"code":"no_agreement","detail":"Operators only."}""");
            return true;
        };
        var ran = await RunAsync();
        ran.Exit.ShouldBe(4);
        ran.Output.ShouldBeEmpty();
    }

    private static string[] Row(List<string> lines, string start) =>
        lines.Single(l => l.TrimStart().StartsWith(start, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private Task<Ran> RunAsync(params string[] more) =>
        CommandLine.RunAsync(_gateway.Home.Path, ["keys", "status", "--profile", _gateway.ProfilePath, .. more], TestContext.Current.CancellationToken);
}
