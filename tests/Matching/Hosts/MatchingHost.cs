using System.Data.Common;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Pmo.Hosting.Decisions;
using Pmo.Matching.Checks.Storage;
using Pmo.Matching.Cleaning;
using Pmo.Matching.Snapshots;
using Pmo.Testing.Storage;

namespace Pmo.Matching.Tests.Hosts;

/// <summary>The service on a real Kestrel at a port of its own, with a temporary folder; it can be stopped and started again on the same data.</summary>
internal sealed class MatchingHost : IAsyncDisposable
{
    private const string OwnServer = "--Storage:ConnectionString=";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pmo-matching-");
    private readonly string[] _more;
    private WebApplication? _app;
    private MatchingProcess? _process;

    private MatchingHost(string[] more)
    {
        _more = more;
        File.WriteAllBytes(KeyFile, RandomNumberGenerator.GetBytes(DecisionKey.Size));
        Signer = new DecisionSigner(DecisionKey.Read(KeyFile, "test"));
    }

    public TestPseudonyms Pseudonyms { get; init; } = new();

    public ShiftedTime Time { get; } = new();

    public DecisionSigner Signer { get; }

    /// <summary>Registrations of the test's own.</summary>
    public Action<IServiceCollection> Services { get; set; } = _ => { };

    public HttpClient Http { get; private set; } = new();

    public string Data => Path.Combine(_folder.FullName, "data");

    /// <summary>Names its database for <see cref="TestStorage"/>.</summary>
    public string Database => Path.Combine(Data, "matching.db");

    public string Import => Path.Combine(Data, "pairing");

    public Cleaner Cleaner => _app!.Services.GetRequiredService<Cleaner>();

    /// <summary>Of one that runs as a process.</summary>
    public MatchingProcess Process => _process!;

    public CheckStore Checks => _app!.Services.GetRequiredService<CheckStore>();

    public SnapshotKeeper Snapshots => _app!.Services.GetRequiredService<SnapshotKeeper>();

    private string[] Arguments =>
    [
        "--environment=Development", "--urls=http://127.0.0.1:0", $"--Service:DataDirectory={Data}", $"--Decisions:KeyFile={KeyFile}",
        .. TestStorage.Arguments(Database), .. _more,
    ];

    private string KeyFile => Path.Combine(_folder.FullName, "matching.key");

    public static async Task<MatchingHost> StartAsync(params string[] more)
    {
        var host = new MatchingHost(more);
        host.Pseudonyms.WritePairing(host.Import);
        await host.StartAppAsync();
        return host;
    }

    /// <summary>As a process of its own, which can be killed.</summary>
    public static async Task<MatchingHost> StartApartAsync(params string[] more)
    {
        var host = new MatchingHost(more);
        host.Pseudonyms.WritePairing(host.Import);
        await host.StartProcessAsync();
        return host;
    }

    /// <summary>Looks into its database from outside of it.</summary>
    public DbConnection Open()
    {
        if (_more.FirstOrDefault(m => m.StartsWith(OwnServer, StringComparison.Ordinal)) is not { } own)
        {
            return TestStorage.Open(Database);
        }

        var connection = new NpgsqlConnection(own[OwnServer.Length..] + ";Pooling=false");
        connection.Open();
        return connection;
    }

    /// <summary>Not started, not paired.</summary>
    public static MatchingHost Prepare(params string[] more) => new(more);

    public async Task StartAppAsync()
    {
        _app = MatchingService.Create(
            ["--Logging:LogLevel:Default=Debug", .. Arguments],
            services: s => Services(s.AddSingleton<TimeProvider>(Time)));
        try
        {
            await _app.StartAsync();
        }
        catch
        {
            await _app.DisposeAsync();
            _app = null;
            throw;
        }

        Http = new HttpClient { BaseAddress = new Uri(_app.Urls.Single()) };
    }

    public async Task StartProcessAsync()
    {
        await StopAppAsync();
        _process = await MatchingProcess.StartAsync(["--Logging:LogLevel:Default=Error", .. Arguments]);
        Http = new HttpClient { BaseAddress = _process.Address };
    }

    public async Task StopAppAsync()
    {
        Http.Dispose();
        _process?.Dispose();
        _process = null;
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
            _app = null;
        }
    }

    public Caller Caller(string partner) => new(this, partner);

    public async ValueTask DisposeAsync()
    {
        await StopAppAsync();
        Pseudonyms.StatementKey.Dispose();
        _folder.Delete(recursive: true);
    }

    internal sealed class ShiftedTime : TimeProvider
    {
        public TimeSpan Shift { get; set; }

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Shift;
    }
}
