using System.Net;
using System.Net.Sockets;
using Pmo.EndToEnd.Tests.Running;
using Pmo.Testing;
using Pmo.Testing.Postgres;

namespace Pmo.EndToEnd.Tests.Stories;

/// <summary>The first thing a newcomer starts, and what can go wrong with it.</summary>
public sealed class AppHostTests : IDisposable
{
    private static readonly Dictionary<string, string> NoEnvironment = new(StringComparer.Ordinal);
    private readonly TempDirectory _folder = new();

    private string Data => _folder.File("data");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Once_shows_the_demo_check_and_exits_and_a_second_start_keeps_what_is_there()
    {
        var first = await RunAsync("--once");
        first.Exit.ShouldBe(0, first.Error);
        ShowsTheDemo(first.Output);
        first.Output.ShouldNotContain("ready");
        var key = await File.ReadAllTextAsync(Path.Combine(Data, "profiles", "csr-nusantara.json"), TestContext.Current.CancellationToken);

        var second = await RunAsync("--once");
        second.Exit.ShouldBe(0, second.Error);
        ShowsTheDemo(second.Output);
        var after = await File.ReadAllTextAsync(Path.Combine(Data, "profiles", "csr-nusantara.json"), TestContext.Current.CancellationToken);
        Pin(after).ShouldBe(Pin(key));
        Accounts(first.Output).Count.ShouldBe(6);
        Accounts(second.Output).ShouldBe(Accounts(first.Output));
    }

    [Fact]
    public async Task On_postgres_a_second_start_keeps_what_is_there_and_nothing_tells_the_password()
    {
        using var server = PostgresServer.StartNew();
        var connection = server.ConnectionString("public");
        var first = await RunAsync("--once", "--postgres", connection);
        first.Exit.ShouldBe(0, first.Error);
        ShowsTheDemo(first.Output);
        var second = await RunAsync("--once", "--postgres", connection);
        second.Exit.ShouldBe(0, second.Error);
        ShowsTheDemo(second.Output);
        Accounts(second.Output).ShouldBe(Accounts(first.Output));
        Directory.GetFiles(Data, "*.db", SearchOption.AllDirectories).ShouldBeEmpty();

        server.Stop();
        var stopped = await RunAsync("--once", "--postgres", connection);
        stopped.Exit.ShouldBe(1);
        stopped.Error.ShouldContain("database_unreachable");
        stopped.Error.ShouldNotContain("   at ");
        string[] told = [first.Output, first.Error, second.Output, second.Error, stopped.Output, stopped.Error, .. Directory.GetFiles(Path.Combine(Data, "logs")).Select(File.ReadAllText)];
        told.ShouldAllBe(text => !text.Contains(PostgresSecret.Password, StringComparison.Ordinal));
    }

    // Name, password, TOTP secret: what a newcomer signs in with.
    private static List<string> Accounts(string output) =>
        [.. output.Split('\n').Where(line => line.Contains(".contoh ", StringComparison.Ordinal) && line.Trim().Split(' ')[^1].Length == 32)];

    [Fact]
    public async Task Port_in_use_says_which_option_to_use()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var run = await RunAsync("--urls", $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}");

        run.Exit.ShouldBe(1);
        run.Error.ShouldContain("port_in_use");
        run.Error.ShouldContain("--urls");
        run.Error.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task Data_folder_that_cannot_be_written_is_named()
    {
        // A file where a folder should be: not even root can write below it.
        var blocked = _folder.Write("file", "x");
        var run = await RunWithDataAsync(Path.Combine(blocked, "data"), "--once");

        run.Exit.ShouldBe(1);
        run.Error.ShouldContain("data_unwritable");
        run.Error.ShouldContain(blocked);
        run.Error.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task Damaged_database_is_not_replaced_by_an_empty_one()
    {
        (await RunAsync("--once")).Exit.ShouldBe(0);
        var database = Path.Combine(Data, "matching", "matching.db");
        var damaged = await File.ReadAllBytesAsync(database, TestContext.Current.CancellationToken);
        damaged.AsSpan(0, 64).Fill(0x5A);
        await File.WriteAllBytesAsync(database, damaged, TestContext.Current.CancellationToken);

        var run = await RunAsync("--once");

        run.Exit.ShouldBe(1);
        run.Error.ShouldContain("database_damaged");
        run.Error.ShouldContain(database);
        (await File.ReadAllBytesAsync(database, TestContext.Current.CancellationToken)).ShouldBe(damaged);
    }

    [Fact]
    public async Task Invalid_agreement_stops_the_start_and_every_error_has_its_line()
    {
        (await RunAsync("--once")).Exit.ShouldBe(0);
        var agreement = Path.Combine(Data, "policies", "csr-nusantara-demo.yaml");
        var text = await File.ReadAllTextAsync(agreement, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            agreement,
            text.Replace("pre-donation-check", "pre-donation-chek", StringComparison.Ordinal) + "\nunknown: 1\n",
            TestContext.Current.CancellationToken);

        var run = await RunAsync("--once");

        run.Exit.ShouldBe(1);
        run.Error.ShouldContain("agreements_invalid");
        run.Error.ShouldContain("pre-donation-chek");
        run.Error.ShouldMatch(@"csr-nusantara-demo\.yaml:\d+: unknown_field");
    }

    [Fact]
    public async Task Production_is_refused()
    {
        await using var run = ProgramRun.Start(
            "Pmo.AppHost",
            new Dictionary<string, string>(StringComparer.Ordinal) { ["ASPNETCORE_ENVIRONMENT"] = "Production" },
            "--data", Data, "--once");
        var finished = await run.EndAsync(TestContext.Current.CancellationToken);

        finished.Exit.ShouldBe(1);
        finished.Error.ShouldContain("apphost_in_production");
        Directory.Exists(Data).ShouldBeFalse();
    }

    [Theory]
    [InlineData("--urls", "http://0.0.0.0:8080")]
    [InlineData("--urls", "https://127.0.0.1:8080")]
    [InlineData("--frob", "x")]
    public async Task Wrong_option_is_refused_before_anything_is_written(string option, string value)
    {
        var run = await RunAsync(option, value);

        run.Exit.ShouldBe(2);
        run.Error.ShouldNotBeEmpty();
        Directory.Exists(Data).ShouldBeFalse();
    }

    [Fact]
    public async Task Two_at_once_on_one_folder_are_refused()
    {
        await using var first = ProgramRun.Start("Pmo.AppHost", NoEnvironment, "--data", Data, "--urls", "http://127.0.0.1:0");
        await first.LineAsync("ready http", TestContext.Current.CancellationToken);

        var second = await RunAsync("--once");

        second.Exit.ShouldBe(1);
        second.Error.ShouldContain("data_in_use");
    }

    private static void ShowsTheDemo(string output)
    {
        foreach (var (status, rows) in (ReadOnlySpan<(string, int)>)[("match", 18), ("none", 27), ("invalid", 3), ("no_nik", 2)])
        {
            output.ShouldMatch($@"(?m)^\s*{status}\s.*\s{rows}\s*$");
        }
    }

    private static string Pin(string profile) => profile[profile.IndexOf("statementKey", StringComparison.Ordinal)..];

    private Task<Finished> RunAsync(params string[] arguments) => RunWithDataAsync(Data, arguments);

    private static async Task<Finished> RunWithDataAsync(string data, params string[] arguments)
    {
        string[] port = arguments.Contains("--urls") ? [] : ["--urls", "http://127.0.0.1:0"];
        await using var run = ProgramRun.Start("Pmo.AppHost", NoEnvironment, ["--data", data, .. port, .. arguments]);
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        return await run.EndAsync(patience.Token);
    }
}
