using System.Text.Json;
using Pmo.Client.Tests.Loopback;
using Pmo.Protocol.Api;

namespace Pmo.Cli.Tests.People;

public sealed class PersonCommandTests : IAsyncLifetime
{
    private const string Password = "abcd-efgh-jkmn-pqrs-tuvw";
    private static readonly DateTimeOffset At = new(2026, 4, 20, 18, 30, 0, TimeSpan.Zero);
    private readonly List<(string Call, string Body, string? Key)> _calls = [];
    private LoopbackGateway _gateway = null!;

    public async ValueTask InitializeAsync()
    {
        _gateway = await LoopbackGateway.StartAsync();
        _gateway.Intercept = async context =>
        {
            if (!context.Request.Path.StartsWithSegments("/v1/people", StringComparison.Ordinal))
            {
                return false;
            }

            using var reader = new StreamReader(context.Request.Body);
            var call = $"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}";
            _calls.Add((call, await reader.ReadToEndAsync(), context.Request.Headers["Idempotency-Key"]));
            var person = new PersonInfo("budi", "Budi\u001b[31m Santoso", "csr-nusantara", ["csr", "dpo"], "suspended", SecondFactor: true, At, "cuti");
            await (context.Request.Path.Value switch
            {
                "/v1/people" when context.Request.Method == "GET" => LoopbackGateway.Json(new PersonList([person])),
                "/v1/people" or "/v1/people/budi/reset" => LoopbackGateway.Json(new PersonPassword("budi", Password, At)),
                "/v1/people/diri/reset" => LoopbackGateway.Json(new Problem(null, "Forbidden", 403, "own_account", "Not your own."), 403),
                _ => LoopbackGateway.Json(person),
            }).ExecuteAsync(context);
            return true;
        };
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Theory]
    [InlineData("id", "kata sandi sekali pakai: ")]
    [InlineData("en", "one-time password: ")]
    public async Task Invitation_prints_the_password_on_stdout_and_nowhere_else(string language, string label)
    {
        var ran = await RunAsync("--lang", language, "invite", "budi", "--org", "csr-nusantara", "--name", "Budi", "--role", "csr", "--role", "dpo");

        ran.Exit.ShouldBe(0, ran.Error);
        ran.Output.ShouldContain(label + Password);
        ran.Error.ShouldNotBeEmpty();
        ran.Error.ShouldNotContain(Password);
        var (call, body, key) = _calls.ShouldHaveSingleItem();
        (call, body).ShouldBe(("POST /v1/people", """{"userName":"budi","displayName":"Budi","org":"csr-nusantara","roles":["csr","dpo"]}"""));
        key.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("POST /v1/people/budi/reset", """{"secondFactor":false}""", "reset", "budi")]
    [InlineData("POST /v1/people/budi/reset", """{"secondFactor":true}""", "reset", "budi", "--second-factor")]
    [InlineData("POST /v1/people/budi/suspend", "{}", "suspend", "budi")]
    [InlineData("POST /v1/people/budi/suspend", """{"reason":"cuti"}""", "suspend", "budi", "--reason", "cuti")]
    [InlineData("POST /v1/people/budi/restore", "", "restore", "budi")]
    [InlineData("PUT /v1/people/budi/roles", """{"roles":["dpo"]}""", "roles", "budi", "--role", "dpo")]
    [InlineData("GET /v1/people", "", "list")]
    [InlineData("GET /v1/people?org=csr-nusantara", "", "list", "--org", "csr-nusantara")]
    public async Task Each_act_is_one_call_that_a_retry_repeats_under_the_same_key(string call, string body, params string[] args)
    {
        var ran = await RunAsync([.. args, "--json"]);

        ran.Exit.ShouldBe(0, ran.Error);
        _calls.Select(c => (c.Call, c.Body, c.Key is null)).ShouldBe([(call, body, call.StartsWith("GET", StringComparison.Ordinal))]);
        JsonDocument.Parse(ran.Output).RootElement.ValueKind.ShouldBeOneOf(JsonValueKind.Object, JsonValueKind.Array);
    }

    [Fact]
    public async Task List_shows_each_person_without_terminal_codes()
    {
        var ran = await RunAsync("--lang", "en", "list");
        ran.Output.ShouldNotContain("\u001b");
        foreach (var shown in new[] { "budi", "csr-nusantara", "csr, dpo", "suspended", "yes", "2026-04-20 18:30:00Z" })
        {
            ran.Output.ShouldContain(shown);
        }
    }

    [Theory]
    [InlineData(4, "reset", "diri")]
    [InlineData(2, "invite", "budi", "--org", "csr-nusantara", "--name", "Budi")]
    [InlineData(2, "roles", "budi", "--role", "root")]
    [InlineData(2, "suspend")]
    public async Task What_cannot_be_has_an_exit_code_and_prints_no_data(int exit, params string[] args)
    {
        var ran = await RunAsync(args);
        (ran.Exit, ran.Output).ShouldBe((exit, ""), ran.Error);
    }

    private Task<Ran> RunAsync(params string[] args) =>
        CommandLine.RunAsync(_gateway.Home.Path, ["person", "--profile", _gateway.ProfilePath, .. args], TestContext.Current.CancellationToken);
}
