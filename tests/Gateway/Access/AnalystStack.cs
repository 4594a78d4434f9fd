using System.Text.Json.Nodes;
using Pmo.Cli;
using Pmo.Testing;

namespace Pmo.Gateway.Tests.Access;

/// <summary>The services, with an analyst who may ask for counts of two or more, filled by their owners.</summary>
public sealed class AnalystStack : Stack
{
    private readonly TestKey _key = TestKey.Ec();

    internal ApiCaller Analyst => field ??= new ApiCaller(this, "analyst", _key);

    protected override IEnumerable<JsonObject> MoreClients =>
        [new JsonObject { ["clientId"] = "analyst", ["org"] = "analyst", ["roles"] = new JsonArray(), ["jwk"] = _key.PublicJwk() }];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        var dinsos = Caller("dinsos");
        await ListRun.UploadAsync(dinsos, "pkh", [.. Enumerable.Range(1, 8)]);
        await ListRun.UploadAsync(Caller("baznas"), "zakat", 7, 8, 9, 20);
        await ListRun.FillAsync(dinsos, ListRun.Create(dinsos, "dtsen", "register"), "dtsen", [.. Enumerable.Range(1, 12)]);
    }

    /// <summary>Runs <c>pmo</c> as the analyst.</summary>
    internal async Task<(int Exit, string Output, string Error)> RunPmoAsync(params string[] args)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Data, "analyst-home")).FullName;
        var key = Path.Combine(folder, "key.pem");
        if (!File.Exists(key))
        {
            await File.WriteAllTextAsync(key, _key.ToPem());
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }

            await File.WriteAllTextAsync(Path.Combine(folder, "profile.json"), $$"""
                {"gateway":"{{Origin.GetLeftPart(UriPartial.Authority)}}","org":"analyst","clientId":"analyst",
                 "keyFile":"key.pem","statementKey":"{{StatementKey}}"}
                """);
        }

        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var host = new PmoHost { Environment = name => name == "PMO_HOME" ? folder : name == "PMO_LANG" ? "en" : null, Time = Clock };
        var exit = await PmoCommand.InvokeAsync(
            [.. args, "--profile", Path.Combine(folder, "profile.json")], output, error, host, TestContext.Current.CancellationToken);
        return (exit, output.ToString(), error.ToString());
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _key.Dispose();
    }
}
