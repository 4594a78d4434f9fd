using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pmo.Hosting.Decisions;
using Pmo.Hosting.Startup;
using Pmo.Testing;
using Pmo.Testing.Storage;

namespace Pmo.Hosting.Tests;

/// <summary>A service as the real ones are made, on a real port, that acts on decisions for the audience <c>matching</c>.</summary>
internal sealed class TestService : IAsyncDisposable
{
    private readonly TempDirectory _folder;

    private TestService(WebApplication app, TempDirectory folder, DecisionKey key, ManualClock clock)
    {
        App = app;
        _folder = folder;
        Key = key;
        Clock = clock;
        Http = new HttpClient { BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()) };
    }

    public WebApplication App { get; }

    public DecisionKey Key { get; }

    public ManualClock Clock { get; }

    public HttpClient Http { get; }

    /// <summary>Everything that was logged to the file; read once the service is stopped.</summary>
    public string ReadLog() => string.Concat(Directory.GetFiles(Path.Combine(_folder.Path, "data", "logs")).Select(File.ReadAllText));

    public static async Task<TestService> StartAsync(Action<WebApplication> map)
    {
        var folder = new TempDirectory();
        var clock = new ManualClock();
        File.WriteAllBytes(folder.File("decision.key"), RandomNumberGenerator.GetBytes(DecisionKey.Size));
        var builder = ServiceHost.CreateBuilder(
            "test",
            ["--environment=Development", "--urls=http://127.0.0.1:0"],
            configuration => configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Service:DataDirectory"] = folder.File("data"),
                ["Storage:ConnectionString"] = TestStorage.ConnectionString(folder.File("data/test.db")),
                ["Decisions:KeyFile"] = folder.File("decision.key"),
            }));
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.AddDecisions("matching");
        var app = builder.BuildPmo();
        app.UseDecisions();
        map(app);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new TestService(app, folder, DecisionKey.Read(folder.File("decision.key"), "test"), clock);
    }

    public async Task StopAsync()
    {
        Http.Dispose();

        // Disposing alone does not wait for what runs in the background, which would still write into the folder.
        await App.StopAsync(CancellationToken.None);
        await App.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _folder.Dispose();
    }
}
