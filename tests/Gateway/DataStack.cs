using System.Text.Json.Nodes;
using Dapper;
using Pmo.Cli;
using Pmo.Protocol.Api;
using Pmo.Testing;
using Pmo.Testing.Storage;

namespace Pmo.Gateway.Tests;

/// <summary>The services with <c>pkh</c> in which persons 1 to 5 are, organisations that clean their own lists, and their officers for data protection.</summary>
public sealed class DataStack : Stack
{
    private readonly TestKey[] _officers = [.. Enumerable.Range(1, Policies.Cleaners).Select(_ => TestKey.Ec())];
    private int _cleaners;

    protected override IEnumerable<JsonObject> MoreClients => _officers.Select((key, i) => new JsonObject
    {
        ["clientId"] = Policies.Cleaner(i + 1) + "-dpo", ["org"] = Policies.Cleaner(i + 1), ["roles"] = new JsonArray("dpo"), ["jwk"] = key.PublicJwk(),
    });

    /// <summary>An organisation that no other test has, and its officer.</summary>
    internal (ApiCaller Cleaner, ApiCaller Officer) NewCleaner()
    {
        var number = Interlocked.Increment(ref _cleaners);
        return (Caller(Policies.Cleaner(number)), new ApiCaller(this, Policies.Cleaner(number) + "-dpo", _officers[number - 1]));
    }

    /// <summary>Asks for the duplicates of one of its two lists.</summary>
    internal static ApiRequest Duplicates(ApiCaller cleaner, string list = "a", string query = "") =>
        ApiRequest.Get($"/v1/datasets/{cleaner.Organisation}-{list}/duplicates{query}").Under(cleaner.Agreement, "duplicate-cleanup");

    /// <summary>Fills one of its two lists.</summary>
    internal static Task UploadAsync(ApiCaller cleaner, string list, params int[] persons) =>
        ListRun.UploadAsync(cleaner, $"{cleaner.Organisation}-{list}", persons);

    /// <summary>Replaces one of its two lists.</summary>
    internal static async Task ReplaceAsync(ApiCaller cleaner, string list, params int[] persons)
    {
        var dataset = $"{cleaner.Organisation}-{list}";
        var upload = (await cleaner.SendAsync(ListRun.OpenUpload(cleaner, dataset, persons.Length))).ShouldBe(201).Read<UploadOpened>().UploadId;
        var tokens = await ListRun.TokensAsync(cleaner, upload, persons);
        (await cleaner.SendAsync(ListRun.PutRows(dataset, upload, tokens, (await cleaner.StatementAsync()).KeyId))).ShouldBe(200);
        (await cleaner.SendAsync(new ApiRequest("POST", $"/v1/datasets/{dataset}/uploads/{upload}/commit"))).ShouldBe(200);
    }

    /// <summary>Runs <c>pmo</c> as a client, in English.</summary>
    internal async Task<(int Exit, string Output, string Error)> RunPmoAsync(ApiCaller client, string org, string input, params string[] args)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Data, "home-" + client.Organisation)).FullName;
        var key = Path.Combine(folder, "key.pem");
        if (!File.Exists(key))
        {
            await File.WriteAllTextAsync(key, client.Key.ToPem());
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }

            await File.WriteAllTextAsync(Path.Combine(folder, "profile.json"), $$"""
                {"gateway":"{{Origin.GetLeftPart(UriPartial.Authority)}}","org":"{{org}}","clientId":"{{client.Organisation}}",
                 "keyFile":"key.pem","statementKey":"{{StatementKey}}"}
                """);
        }

        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var host = new PmoHost
        {
            Environment = name => name == "PMO_HOME" ? folder : name == "PMO_LANG" ? "en" : null, Time = Clock, Input = new StringReader(input),
            Secret = () => input, Prompt = new StringReader(""),
        };
        var exit = await PmoCommand.InvokeAsync(
            [.. args, "--profile", Path.Combine(folder, "profile.json")], output, error, host, TestContext.Current.CancellationToken);
        return (exit, output.ToString(), error.ToString());
    }

    /// <summary>Whether Matching knows that nobody has paid under a receipt.</summary>
    internal bool IsVoid(string receipt)
    {
        using var connection = TestStorage.Open(Path.Combine(Data, "matching", "matching.db"));
        return connection.ExecuteScalar<long>("SELECT count(*) FROM inquiries WHERE receipt = @receipt AND void = 1", new { receipt }) == 1;
    }

    /// <inheritdoc/>
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await ListRun.UploadAsync(Caller("dinsos"), "pkh", 1, 2, 3, 4, 5);
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        foreach (var key in _officers)
        {
            key.Dispose();
        }

        GC.SuppressFinalize(this);
    }
}
