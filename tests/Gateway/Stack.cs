using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pmo.Gateway.Tests.Storage;
using Pmo.Hosting.Dpop;
using Pmo.Identity;
using Pmo.Matching;
using Pmo.Protocol.Keys;
using Pmo.Pseudonyms;
using Pmo.Testing;

namespace Pmo.Gateway.Tests;

/// <summary>The four real services on loopback ports with one clock, which stands still until a test moves it. One for the tests of a class.</summary>
public class Stack : IAsyncLifetime
{
    private const string Free = "http://127.0.0.1:0";
    private readonly TempDirectory _folder = new();
    private readonly Dictionary<string, TestKey> _keys = Policies.Organisations.ToDictionary(org => org, org => org == Policies.Rsa ? TestKey.Rsa() : TestKey.Ec());
    private readonly LateDestinations _late = new();
    private readonly List<WebApplication> _apps = [];
    private int _partners;

    public ManualClock Clock { get; } = new();

    public Uri Origin { get; private set; } = null!;

    public Uri IdentityAddress { get; private set; } = null!;

    public Uri PseudonymsAddress { get; private set; } = null!;

    public Uri MatchingAddress { get; private set; } = null!;

    /// <summary>What the Gateway answered.</summary>
    internal Witness Witness => field ??= new Witness(Clock);

    public HttpClient Http { get; } = new(new SocketsHttpHandler { UseProxy = false });

    public IServiceProvider Gateway => _apps[0].Services;

    /// <summary>What callers have from an earlier answer of the Gateway.</summary>
    public string Nonce => Gateway.GetRequiredService<DpopNonces>().Current;

    /// <summary>The same of Identity.</summary>
    public string IdentityNonce => _apps[1].Services.GetRequiredService<DpopNonces>().Current;

    /// <summary>All that the services wrote.</summary>
    public string Data => _folder.Path;

    internal GatewayDatabase Database => new(_folder.File("gateway/gateway.db"));

    internal KeyFingerprint StatementKey =>
        KeyFingerprint.TryParse(File.ReadAllText(_folder.File("pairing/statement-key.txt")).Trim(), out var pin) ? pin : throw new InvalidDataException();

    /// <summary>A partner that no other test has: its agreement is <c>ORG-pks</c>.</summary>
    internal ApiCaller NewPartner() => Caller(Policies.Partner(++_partners));

    internal ApiCaller Caller(string organisation) => new(this, organisation, _keys[organisation]);

    /// <summary>Everything where it is.</summary>
    public void Restore() => _late.Publish(("Identity", IdentityAddress), ("Pseudonyms", PseudonymsAddress), ("Matching", MatchingAddress));

    /// <summary>Puts something else in Matching's place; null: nothing.</summary>
    public void ReplaceMatching(Uri? address) => _late.Publish(("Identity", IdentityAddress), ("Pseudonyms", PseudonymsAddress), ("Matching", address));

    /// <summary>Puts something else in Identity's place; null: nothing.</summary>
    public void ReplaceIdentity(Uri? address) => _late.Publish(("Identity", address), ("Pseudonyms", PseudonymsAddress), ("Matching", MatchingAddress));

    public async ValueTask InitializeAsync()
    {
        Policies.WriteTo(_folder);
        var clients = new JsonObject
        {
            ["clients"] = new JsonArray([.. _keys.Select(k => new JsonObject
            {
                ["clientId"] = k.Key, ["org"] = k.Key, ["roles"] = new JsonArray(), ["jwk"] = k.Value.PublicJwk(),
            })]),
        };
        var clientsFile = _folder.Write("clients.json", clients.ToJsonString());
        foreach (var service in (string[])["pseudonyms", "matching"])
        {
            await File.WriteAllBytesAsync(_folder.File(service + ".key"), RandomNumberGenerator.GetBytes(32));
        }

        Origin = await StartAsync(GatewayService.Create(
            Arguments("gateway", [$"--Agreements:Directory={_folder.File("policies")}",
                $"--Decisions:KeyFiles:Pseudonyms={_folder.File("pseudonyms.key")}", $"--Decisions:KeyFiles:Matching={_folder.File("matching.key")}", .. MoreForGateway]),
            configuration => configuration.Add(_late),
            services =>
            {
                UseClock(services);
                services.AddSingleton<IStartupFilter>(Witness);
            }));
        Origin = Publish(Origin);
        IdentityAddress = await StartAsync(IdentityService.Create(
            Arguments("identity", $"--Identity:Issuer={Origin.GetLeftPart(UriPartial.Authority)}", $"--Identity:ClientsFile={clientsFile}"), null, UseClock));
        PseudonymsAddress = Behind(await StartAsync(PseudonymsService.Create(
            Arguments("pseudonyms", $"--Decisions:KeyFile={_folder.File("pseudonyms.key")}", $"--Pairing:ExportDirectory={_folder.File("pairing")}"),
            null, UseClock)));
        MatchingAddress = Behind(await StartAsync(MatchingService.Create(
            Arguments("matching", $"--Decisions:KeyFile={_folder.File("matching.key")}", $"--Pairing:ImportDirectory={_folder.File("pairing")}"),
            null, UseClock)));
        Restore();
    }

    public virtual async ValueTask DisposeAsync()
    {
        Http.Dispose();
        foreach (var app in _apps)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }

        foreach (var key in _keys.Values)
        {
            key.Dispose();
        }

        SqliteConnection.ClearAllPools();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Further arguments of the Gateway.</summary>
    protected virtual IEnumerable<string> MoreForGateway => [];

    /// <summary>Where partners see the Gateway that is bound to <paramref name="bound"/>.</summary>
    protected virtual Uri Publish(Uri bound) => bound;

    /// <summary>Where the Gateway sees a service that is bound to <paramref name="bound"/>.</summary>
    protected virtual Uri Behind(Uri bound) => bound;

    private void UseClock(IServiceCollection services) => services.AddSingleton<TimeProvider>(Clock);

    private string[] Arguments(string service, params string[] more) =>
    [
        "--environment=Development", $"--urls={Free}", $"--Service:DataDirectory={_folder.File(service)}",
        $"--Service:LogDirectory={_folder.File("logs")}", .. more,
    ];

    private async Task<Uri> StartAsync(WebApplication app)
    {
        _apps.Add(app);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }
}
