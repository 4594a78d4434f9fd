using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Pmo.AppHost.Options;
using Pmo.Gateway;
using Pmo.Hosting.Startup;
using Pmo.Identity;
using Pmo.Matching;
using Pmo.Pseudonyms;

namespace Pmo.AppHost.Running;

/// <summary>
/// The services, each on its own loopback port with its own database. The Gateway binds first and answers 503; the others start with its origin; then
/// the Gateway is told where they are.
/// </summary>
internal sealed class ServiceSet : IAsyncDisposable
{
    private readonly List<WebApplication> _apps = [];

    private ServiceSet()
    {
    }

    /// <summary>What partners see.</summary>
    public Uri Origin { get; private set; } = null!;

    /// <summary>Cancelled when the process is told to stop.</summary>
    public CancellationToken Stopping => _apps[0].Lifetime.ApplicationStopping;

    public static async Task<ServiceSet> StartAsync(DataFolder folder, RunOptions options, CancellationToken cancellation)
    {
        var set = new ServiceSet();
        try
        {
            await set.StartAllAsync(folder, options, cancellation);
            return set;
        }
        catch
        {
            await set.DisposeAsync();
            throw;
        }
    }

    /// <summary>Until Ctrl-C or SIGTERM.</summary>
    public Task WaitAsync() => _apps[0].WaitForShutdownAsync();

    public async ValueTask DisposeAsync()
    {
        // The door first, so that nothing half done is begun behind it.
        foreach (var app in _apps)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }
    }

    private async Task StartAllAsync(DataFolder folder, RunOptions options, CancellationToken cancellation)
    {
        var late = new LateSettings();
        Origin = await StartAsync(
            GatewayService.Create(
                Arguments(folder, options, "gateway", options.Url.ToString(), [
                    $"--Agreements:Directory={folder.Policies}",
                    $"--Decisions:KeyFiles:Pseudonyms={folder.DecisionKey("pseudonyms")}",
                    $"--Decisions:KeyFiles:Matching={folder.DecisionKey("matching")}",
                    $"--Decisions:KeyFiles:Identity={folder.DecisionKey("identity")}"]),
                configuration => configuration.Add(late)),
            cancellation);
        var identity = await StartAsync(
            IdentityService.Create(Arguments(folder, options, "identity", Free, [
                $"--Identity:Issuer={Origin.GetLeftPart(UriPartial.Authority)}",
                $"--Decisions:KeyFile={folder.DecisionKey("identity")}",
                .. File.Exists(folder.Clients) ? [$"--Identity:ClientsFile={folder.Clients}"] : Array.Empty<string>(),
                .. File.Exists(folder.People) ? [$"--Identity:PeopleFile={folder.People}"] : Array.Empty<string>()])),
            cancellation);
        var pseudonyms = await StartAsync(
            PseudonymsService.Create(Arguments(folder, options, "pseudonyms", Free, [
                $"--Decisions:KeyFile={folder.DecisionKey("pseudonyms")}", $"--Pairing:ExportDirectory={folder.Pairing}"])),
            cancellation);
        var matching = await StartAsync(
            MatchingService.Create(Arguments(folder, options, "matching", Free, [
                $"--Decisions:KeyFile={folder.DecisionKey("matching")}", $"--Pairing:ImportDirectory={folder.Pairing}",
                "--Snapshots:Every=00:00:00"])),
            cancellation);
        late.Publish([
            new("Destinations:Identity:0", identity.ToString()),
            new("Destinations:Pseudonyms:0", pseudonyms.ToString()),
            new("Destinations:Matching:0", matching.ToString())]);
    }

    private const string Free = "http://127.0.0.1:0";

    private static string[] Arguments(DataFolder folder, RunOptions options, string service, string url, string[] more) =>
    [
        "--environment=Development",
        $"--urls={url}",
        $"--Service:DataDirectory={folder.Of(service)}",
        $"--Service:LogDirectory={Path.Combine(folder.Root, "logs")}",
        .. options.Postgres is null ? Array.Empty<string>() : [$"--Storage:ConnectionString={options.Postgres};Search Path={service}"],
        .. more,
    ];

    private async Task<Uri> StartAsync(WebApplication app, CancellationToken cancellation)
    {
        _apps.Add(app);
        try
        {
            await app.StartAsync(cancellation);
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            throw new StartupException(
                "port_in_use",
                "Port sudah dipakai program lain. Pilih alamat lain, mis. --urls http://127.0.0.1:8090.",
                "The port is in use by another program. Choose another address, e.g. --urls http://127.0.0.1:8090.",
                e);
        }

        return new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }
}
