using System.Text.Json;
using Pmo.Testing;

namespace Pmo.EndToEnd.Tests.Running;

/// <summary>AppHost as a process, on a data folder of its own and a free port; it can be killed and started again on the same folder and port.</summary>
public sealed class Province : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private readonly TempDirectory _folder = new();
    private ProgramRun? _host;

    /// <summary>The data folder.</summary>
    public string Data => _folder.File("data");

    /// <summary>A path for lists and results.</summary>
    public string File(string name) => _folder.File(name);

    /// <summary>What AppHost said it listens on.</summary>
    public string Origin { get; private set; } = "";

    public async ValueTask InitializeAsync() => await StartAsync("http://127.0.0.1:0");

    /// <summary>kill -9, then a start on the same data and port.</summary>
    public async Task RestartAsync()
    {
        await KillAsync();
        await StartAsync(Origin);
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        _host!.Kill();
        await _host.EndAsync(CancellationToken.None);
    }

    /// <summary>A start on the same data and port.</summary>
    public Task StartAgainAsync() => StartAsync(Origin);

    /// <summary>Runs <c>pmo</c> to its end.</summary>
    internal async Task<Finished> PmoAsync(string organisation, params string[] arguments)
    {
        await using var run = StartPmo(organisation, arguments);
        using var patience = new CancellationTokenSource(Patience);
        return await run.EndAsync(patience.Token);
    }

    /// <summary>Starts <c>pmo</c> as an organisation, with a home of its own.</summary>
    internal ProgramRun StartPmo(string organisation, params string[] arguments) => StartPmo(organisation, hasInput: false, arguments);

    /// <summary>Runs <c>pmo</c> to its end, with one line on its standard input.</summary>
    internal async Task<Finished> TellPmoAsync(string organisation, string line, params string[] arguments)
    {
        await using var run = StartPmo(organisation, hasInput: true, arguments);
        await run.WriteLineAsync(line);
        using var patience = new CancellationTokenSource(Patience);
        return await run.EndAsync(patience.Token);
    }

    private ProgramRun StartPmo(string organisation, bool hasInput, string[] arguments) => ProgramRun.Start(
        "pmo",
        new Dictionary<string, string>(StringComparer.Ordinal) { ["PMO_HOME"] = Home(organisation), ["PMO_LANG"] = "en", ["NO_COLOR"] = "1" },
        hasInput,
        [.. arguments, "--profile", Path.Combine(Data, "profiles", organisation + ".json")]);

    /// <summary>Enrols a machine of an organisation with an invitation's code; the profile goes where <see cref="PmoAsync"/> looks for it.</summary>
    internal async Task<Finished> EnrolAsync(string organisation, string code, string statementKey)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PMO_HOME"] = Home(organisation), ["PMO_LANG"] = "en", ["NO_COLOR"] = "1", ["PMO_ENROLL_CODE"] = code, ["PMO_STATEMENT_KEY"] = statementKey,
        };
        await using var run = ProgramRun.Start(
            "pmo", environment, "enroll", "--gateway", Origin, "--org", organisation, "--json",
            "--profile", Path.Combine(Data, "profiles", organisation + ".json"));
        using var patience = new CancellationTokenSource(Patience);
        return await run.EndAsync(patience.Token);
    }

    /// <summary>The organisation's <c>PMO_HOME</c>.</summary>
    internal string Home(string organisation) => _folder.File("home-" + organisation);

    /// <summary>Persons left of a check's quota.</summary>
    internal async Task<long> QuotaLeftAsync(string organisation)
    {
        var run = await PmoAsync(organisation, "catalog", "--json");
        run.Exit.ShouldBe(0, run.Error);
        using var catalog = JsonDocument.Parse(run.Output);
        return catalog.RootElement.GetProperty("datasets").EnumerateArray()
            .SelectMany(d => d.GetProperty("may").EnumerateArray())
            .First(m => m.GetProperty("operation").GetString() == "check")
            .GetProperty("quota").GetProperty("left").GetInt64();
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }

        _folder.Dispose();
    }

    private async Task StartAsync(string url)
    {
        _host = ProgramRun.Start("Pmo.AppHost", new Dictionary<string, string>(StringComparer.Ordinal), "--data", Data, "--urls", url);
        using var patience = new CancellationTokenSource(Patience);
        Origin = (await _host.LineAsync("ready http", patience.Token))["ready ".Length..];
    }
}
