using System.Text.Json.Nodes;
using Pmo.Cli;
using Pmo.Testing;

namespace Pmo.Gateway.Tests.AuditReading;

/// <summary>The services, with data-protection officers: the PMO's, and those of two owners of data.</summary>
public sealed class DpoStack : Stack
{
    private readonly Dictionary<string, TestKey> _keys = new()
    {
        ["dpo-pmo"] = TestKey.Ec(), ["dpo-dinsos"] = TestKey.Ec(), ["dpo-baznas"] = TestKey.Ec(),
    };

    /// <summary>Sees everything.</summary>
    internal ApiCaller Pmo => field ??= Dpo("dpo-pmo");

    /// <summary>Owns pkh.</summary>
    internal ApiCaller Dinsos => field ??= Dpo("dpo-dinsos");

    /// <summary>Owns zakat and infak.</summary>
    internal ApiCaller Baznas => field ??= Dpo("dpo-baznas");

    /// <inheritdoc/>
    protected override IEnumerable<JsonObject> MoreClients => _keys.Select(k => new JsonObject
    {
        ["clientId"] = k.Key,
        ["org"] = k.Key == "dpo-pmo" ? k.Key : k.Key["dpo-".Length..],
        ["roles"] = new JsonArray("dpo"),
        ["jwk"] = k.Value.PublicJwk(),
    });

    /// <summary>Runs <c>pmo</c> as one of them, in English.</summary>
    internal async Task<(int Exit, string Output, string Error)> RunPmoAsync(string client, params string[] args)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Data, "dpo-home", client)).FullName;
        var key = Path.Combine(folder, "key.pem");
        if (!File.Exists(key))
        {
            await File.WriteAllTextAsync(key, _keys[client].ToPem());
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }

            await File.WriteAllTextAsync(Path.Combine(folder, "profile.json"), $$"""
                {"gateway":"{{Origin.GetLeftPart(UriPartial.Authority)}}","org":"{{client}}","clientId":"{{client}}",
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

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        foreach (var key in _keys.Values)
        {
            key.Dispose();
        }
    }

    private ApiCaller Dpo(string client) => new(this, client, _keys[client]);
}
