using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pmo.Gateway.Tests.Storage;
using Pmo.Hosting.Dpop;
using Pmo.Identity;
using Pmo.Matching;
using Pmo.Protocol.Keys;
using Pmo.Pseudonyms;
using Pmo.Testing;
using Pmo.Testing.Storage;

namespace Pmo.Gateway.Tests;

/// <summary>The four real services on loopback ports with one clock, which stands still until a test moves it. One for the tests of a class.</summary>
public class Stack : IAsyncLifetime
{
    private static readonly string[] Operators = ["operator-1", "operator-2"];
    private const string Free = "http://127.0.0.1:0";
    private readonly TempDirectory _folder = new();
    private readonly Dictionary<string, TestKey> _keys =
        Policies.Organisations.Concat(Operators).ToDictionary(org => org, org => org == Policies.Rsa ? TestKey.Rsa() : TestKey.Ec());
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

    /// <summary>Gives Identity a second replica.</summary>
    protected void PublishIdentities(Uri second) => _late.Publish(
        ("Identity", IdentityAddress), ("Identity", second), ("Pseudonyms", PseudonymsAddress), ("Matching", MatchingAddress));

    /// <summary>Puts something else in Matching's place; null: nothing.</summary>
    public void ReplaceMatching(Uri? address) => _late.Publish(("Identity", IdentityAddress), ("Pseudonyms", PseudonymsAddress), ("Matching", address));

    /// <summary>Puts something else in Identity's place; null: nothing.</summary>
    public void ReplaceIdentity(Uri? address) => _late.Publish(("Identity", address), ("Pseudonyms", PseudonymsAddress), ("Matching", MatchingAddress));

    /// <summary>Another replica of the Gateway: on the same database, under an origin of its own, with tokens of the same issuer.</summary>
    internal Task<Uri> AddReplicaAsync() => StartGatewayAsync($"--Tokens:Authority={Origin.GetLeftPart(UriPartial.Authority)}");

    /// <summary>An operator: 1 or 2, two machines of one organisation.</summary>
    internal ApiCaller Operator(int number) => new(this, Operators[number - 1], _keys[Operators[number - 1]]);

    /// <summary>Identity's record of what happens to accounts.</summary>
    internal IdentityDatabase Identity => new(_folder.File("identity/identity.db"));

    public virtual async ValueTask InitializeAsync()
    {
        Policies.WriteTo(_folder);
        var clients = new JsonObject
        {
            ["clients"] = new JsonArray([.. _keys.Select(k => new JsonObject
            {
                ["clientId"] = k.Key, ["org"] = Operators.Contains(k.Key) ? "pmo" : k.Key,
                ["roles"] = Operators.Contains(k.Key) ? new JsonArray("operator") : [], ["jwk"] = k.Value.PublicJwk(),
            }), .. MoreClients]),
        };
        _folder.Write("clients.json", clients.ToJsonString());
        foreach (var service in (string[])["pseudonyms", "matching", "identity"])
        {
            await File.WriteAllBytesAsync(_folder.File(service + ".key"), RandomNumberGenerator.GetBytes(32));
        }

        Origin = Publish(await StartGatewayAsync());
        IdentityAddress = await StartIdentityAsync();
        PseudonymsAddress = Behind(await StartAsync(PseudonymsService.Create(
            Arguments("pseudonyms", $"--Decisions:KeyFile={_folder.File("pseudonyms.key")}", $"--Pairing:ExportDirectory={_folder.File("pairing")}"),
            null, UseClock)));
        MatchingAddress = Behind(await StartAsync(MatchingService.Create(
            Arguments("matching", $"--Decisions:KeyFile={_folder.File("matching.key")}", $"--Pairing:ImportDirectory={_folder.File("pairing")}",
                "--Snapshots:Every=00:00:00"),
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

        TestStorage.Release();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Further arguments of the Gateway.</summary>
    protected virtual IEnumerable<string> MoreForGateway => [];

    /// <summary>Further arguments of Identity.</summary>
    protected virtual IEnumerable<string> MoreForIdentity => [];

    /// <summary>Further clients of Identity, as in its file.</summary>
    protected virtual IEnumerable<JsonObject> MoreClients => [];

    /// <summary>What the services tell the time by.</summary>
    protected virtual TimeProvider Time => Clock;

    /// <summary>Starts a Gateway; a further one is a replica on the same database.</summary>
    protected Task<Uri> StartGatewayAsync(params string[] more) => StartAsync(GatewayService.Create(
        Arguments("gateway", [$"--Agreements:Directory={_folder.File("policies")}",
            $"--Decisions:KeyFiles:Pseudonyms={_folder.File("pseudonyms.key")}", $"--Decisions:KeyFiles:Matching={_folder.File("matching.key")}",
            $"--Decisions:KeyFiles:Identity={_folder.File("identity.key")}", "--Gateway:RefusalsPerMinute=100000", "--Alarms:EverySeconds=3600", .. MoreForGateway, .. more]),
        configuration => configuration.Add(_late),
        services =>
        {
            UseClock(services);
            services.AddSingleton<IStartupFilter>(Witness);
        }));

    /// <summary>Starts an Identity; a further one is a replica on the same database.</summary>
    protected Task<Uri> StartIdentityAsync() => StartAsync(IdentityService.Create(
        Arguments("identity", [$"--Identity:Issuer={Origin.GetLeftPart(UriPartial.Authority)}", $"--Identity:ClientsFile={_folder.File("clients.json")}",
            $"--Decisions:KeyFile={_folder.File("identity.key")}", "--Identity:RateLimits:Token:PerAddress=100000", "--Identity:RateLimits:Client=100000",
            .. MoreForIdentity]),
        null, UseClock));

    /// <summary>Where partners see the Gateway that is bound to <paramref name="bound"/>.</summary>
    protected virtual Uri Publish(Uri bound) => bound;

    /// <summary>Where the Gateway sees a service that is bound to <paramref name="bound"/>.</summary>
    protected virtual Uri Behind(Uri bound) => bound;

    /// <summary>Where a service has its database.</summary>
    protected virtual string[] StorageOf(string service) => TestStorage.Arguments(_folder.File($"{service}/{service}.db"));

    private void UseClock(IServiceCollection services) => services.AddSingleton(Time);

    private string[] Arguments(string service, params string[] more) =>
    [
        "--environment=Development", $"--urls={Free}", $"--Service:DataDirectory={_folder.File(service)}",
        $"--Service:LogDirectory={_folder.File("logs")}",
        .. StorageOf(service), .. more,
    ];

    private async Task<Uri> StartAsync(WebApplication app)
    {
        _apps.Add(app);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }
}
