using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Npgsql;
using Pmo.Client.Http;
using Pmo.Client.Messages;
using Pmo.Client.Profiles;
using Pmo.Testing;

namespace Pmo.EndToEnd.Tests.Replicas;

/// <summary>Two processes of every service on one PostgreSQL, as operators would run them: certificates, keys in files, one address before both Gateways.</summary>
internal sealed class Twins : IAsyncDisposable
{
    public const string Owner = "dinsos-contoh";
    public const string Partner = "csr-contoh";
    public const string Base = "pkh-contoh";
    public const string Growing = "pkh-tumbuh";
    private static readonly string[] Services = ["gateway", "identity", "pseudonyms", "matching"];

    private readonly TempDirectory _folder = new();
    private readonly Func<string, string> _database;
    private readonly Func<string, string>? _standby;
    private readonly Dictionary<string, TestKey> _keys = new(StringComparer.Ordinal) { [Owner] = TestKey.Ec(), [Partner] = TestKey.Ec() };
    private readonly Dictionary<string, IReadOnlyList<Replica>> _replicas = new(StringComparer.Ordinal);
    private readonly Balancer _balancer;
    private readonly int _port;

    /// <param name="database">The connection string of a schema.</param>
    /// <param name="each">How many processes of each service: 1 or 2.</param>
    /// <param name="standby">The connection string of a schema for reads; null: there is no standby.</param>
    public Twins(Func<string, string> database, int each = 2, Func<string, string>? standby = null)
    {
        (_database, _standby) = (database, standby);
        var ports = Replica.FreePorts(1 + 2 * Services.Length);
        _port = ports[0];
        Prepare();
        foreach (var (i, service) in Services.Index())
        {
            var both = ports.Skip(1 + 2 * i).Take(each).ToList();
            _replicas[service] = [.. both.Select((port, number) => Make(service, port, number, ports, each))];
        }

        _balancer = new Balancer(_port, [.. Of("gateway").Select(r => r.Port)]);
    }

    public string Origin => $"http://127.0.0.1:{_port}";

    public string File(string name) => _folder.File(name);

    public IReadOnlyList<Replica> Of(string service) => _replicas[service];

    /// <summary>All at once, on empty schemas: both of each make keys, import the pairing and migrate at the same time.</summary>
    public async Task StartAsync()
    {
        foreach (var replica in _replicas.Values.SelectMany(r => r))
        {
            replica.Start();
        }

        foreach (var replica in _replicas.Where(r => r.Key != "gateway").SelectMany(r => r.Value).Concat(Of("gateway")))
        {
            await replica.ReadyAsync();
        }

        foreach (var client in _keys.Keys)
        {
            _folder.Write(Path.Combine("home", "profiles", client + ".json"), new JsonObject
            {
                ["gateway"] = Origin, ["org"] = client, ["clientId"] = client, ["keyFile"] = $"../{client}.pem",
                ["statementKey"] = (await System.IO.File.ReadAllTextAsync(File("pairing/statement-key.txt"))).Trim(),
            }.ToJsonString());
        }
    }

    /// <summary>A client of its own connections and token.</summary>
    public GatewayClient Client(string client, out Profile profile)
    {
        new ProfileStore(new PmoHome(File("home"))).TryOpen(client, out var opened, out var problem).ShouldBeTrue(problem.ToString());
        profile = opened!;
        return new GatewayClient(profile, Language.En, TimeProvider.System);
    }

    /// <summary>Asks a service's database one number.</summary>
    public Task<long> NumberAsync(string service, string sql) => AskAsync(_database(service), sql);

    /// <summary>How often a server has been asked for Matching's records.</summary>
    public static Task<long> ScansAsync(string connectionString) => AskAsync(
        connectionString,
        "SELECT coalesce(sum(seq_scan + coalesce(idx_scan, 0)), 0) FROM pg_stat_user_tables WHERE schemaname = 'matching' AND relname LIKE 'records%'");

    [SuppressMessage("Security", "CA2100", Justification = "The tests' own words.")]
    private static async Task<long> AskAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return Convert.ToInt64(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        await _balancer.DisposeAsync();
        foreach (var replica in _replicas.Values.SelectMany(r => r))
        {
            await replica.DisposeAsync();
        }

        foreach (var key in _keys.Values)
        {
            key.Dispose();
        }

        _folder.Dispose();
    }

    private void Prepare()
    {
        Directory.CreateDirectory(File("home/profiles"));
        Directory.CreateDirectory(File("policies"));
        foreach (var service in Services)
        {
            TestCertificate.Write(_folder, service);
            System.IO.File.WriteAllBytes(File(service + ".key"), RandomNumberGenerator.GetBytes(32));
        }

        _folder.Write("clients.json", new JsonObject
        {
            ["clients"] = new JsonArray([.. _keys.Select(k => new JsonObject
            {
                ["clientId"] = k.Key, ["org"] = k.Key, ["roles"] = new JsonArray(k.Key == Owner ? "dinas" : "csr"), ["jwk"] = k.Value.PublicJwk(),
            })]),
        }.ToJsonString());
        foreach (var (client, key) in _keys)
        {
            _folder.Write(Path.Combine("home", client + ".pem"), key.ToPem());
            if (!OperatingSystem.IsWindows())
            {
                System.IO.File.SetUnixFileMode(File($"home/{client}.pem"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }
        }

        var year = TimeProvider.System.GetUtcNow().Year;
        _folder.Write("policies/owner.yaml", $$"""
            id: owner-pks
            title: { id: Pendaftaran data, en: Registration }
            party: {{Owner}}
            basis: { law: UU 27/2022 }
            valid: { from: {{year - 1}}-01-01, until: {{year + 1}}-12-31 }
            purposes: [registration]
            permits:
              - operation: upload
                datasets: [{{Base}}, {{Growing}}]
                kinds: [nik]
            """);
        _folder.Write("policies/partner.yaml", $$"""
            id: partner-pks
            title: { id: Pemeriksaan, en: Check }
            party: {{Partner}}
            basis: { law: UU 27/2022 }
            valid: { from: {{year - 1}}-01-01, until: {{year + 1}}-12-31 }
            purposes: [pre-donation-check]
            permits:
              - operation: check
                datasets: [{{Base}}, {{Growing}}]
                kinds: [nik]
                disclose: [overlap, category, year]
                quota: { persons: 1000000, per: year }
            approvals:
              - { owner: {{Owner}}, by: dpo@dinsos.example, date: {{year - 1}}-01-02 }
            """);
    }

    private Replica Make(string service, int port, int number, IReadOnlyList<int> ports, int each)
    {
        string[] own = service switch
        {
            "gateway" =>
            [
                $"--Gateway:PublicOrigin={Origin}", $"--Agreements:Directory={File("policies")}", "--Forwarding:ProbeSeconds=1",
                .. Services[1..].Select(s => $"--Decisions:KeyFiles:{char.ToUpperInvariant(s[0])}{s[1..]}={File(s + ".key")}"),
                .. Services[1..].SelectMany((s, i) => ports.Skip(3 + 2 * i).Take(each).Select((p, n) => $"--Destinations:{char.ToUpperInvariant(s[0])}{s[1..]}:{n}=http://127.0.0.1:{p}")),
            ],
            "identity" => [$"--Identity:Issuer={Origin}", $"--Identity:ClientsFile={File("clients.json")}", $"--Decisions:KeyFile={File("identity.key")}"],
            "pseudonyms" => [$"--Decisions:KeyFile={File("pseudonyms.key")}", $"--Pairing:ExportDirectory={File("pairing")}"],
            _ =>
            [
                $"--Decisions:KeyFile={File("matching.key")}", $"--Pairing:ImportDirectory={File("pairing")}", $"--Pairing:KeyDirectory={File("epochs")}",
                "--Snapshots:Every=00:00:00",
            ],
        };
        return new Replica($"Pmo.{char.ToUpperInvariant(service[0])}{service[1..]}", port,
        [
            .. own, $"--Service:DataDirectory={File($"{service}-{number}")}", $"--DataProtection:CertificateFile={File(service + ".pfx")}",
            $"--DataProtection:CertificatePassword={TestCertificate.Password}", $"--Storage:ConnectionString={_database(service)};Maximum Pool Size=8",
            .. _standby is { } standby ? [$"--Storage:ReadConnectionString={standby(service)}"] : Array.Empty<string>(),
        ]);
    }
}
