using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Pmo.AuditLog;
using Pmo.AuditLog.Keys;
using Pmo.Gateway.Alarms;
using Pmo.Gateway.Alarms.Rules;
using Pmo.Gateway.Alarms.Sketches;
using Pmo.Gateway.Alarms.Storage;
using Pmo.Gateway.Audit;
using Pmo.Gateway.Policies;
using Pmo.Gateway.Quotas;
using Pmo.Gateway.Quotas.Storage;
using Pmo.Hosting.Storage;
using Pmo.Testing;

namespace Pmo.Gateway.Tests.Alarms;

/// <summary>A log in the Gateway's real database, written entry by entry, and what looks at it.</summary>
internal sealed class AlarmBench : IDisposable
{
    private readonly TempDirectory _folder = new();
    private readonly Dictionary<string, string?> _settings;
    private Database _database = null!;
    private int _sessions;

    private AlarmBench(Dictionary<string, string?> settings) => _settings = settings;

    /// <summary>Stands at 10:00 WIB of Thursday, 15 January 2026.</summary>
    public ManualClock Clock { get; } = new(new DateTimeOffset(2026, 1, 15, 3, 0, 0, TimeSpan.Zero));

    public MerkleLog Log { get; private set; } = null!;

    public AlarmPass Pass { get; private set; } = null!;

    public Database Database => _database;

    public static async Task<AlarmBench> NewAsync(params (string Name, string Value)[] settings)
    {
        var bench = new AlarmBench(settings.ToDictionary(s => "Alarms:" + s.Name, s => (string?)s.Value));
        Policies.WriteTo(bench._folder);
        await bench.OpenAsync();
        return bench;
    }

    /// <summary>As a process that starts.</summary>
    public async Task OpenAsync()
    {
        _database = await Database.OpenAsync(
            _folder.File("gateway.db"), Clock, new MigrationSet("gateway", typeof(GatewayService).Assembly), new MigrationSet("audit", typeof(IAuditLog).Assembly));
        Log = new MerkleLog(new LogDatabase(_database), Clock);
        await Log.OpenAsync("pmo.example/log", new OpenGuard(), TestContext.Current.CancellationToken);
        Pass = NewPass();
    }

    public async Task RestartAsync()
    {
        Close();
        await OpenAsync();
    }

    /// <summary>What another replica on the same database has.</summary>
    public AlarmPass NewPass()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(_settings).Build();
        var (options, policies) = (AlarmOptions.Read(configuration), PolicyHolder.Load(_folder.File("policies")));
        var raiser = new AlarmRaiser(Log, Clock, NullLogger<AlarmRaiser>.Instance);
        var unused = new UnusedKeyRule(options);
        var look = new EntryLook(
            new VolumeRule(options), new SameListRule(options), new HitRateRule(options), new RefusalRule(options), new OfficeHoursRule(options),
            new QuotaRule(new QuotaMeter(new QuotaTable(_database)), policies, options), raiser, Clock);
        return new AlarmPass(
            _database, Log, look, new EndingRule(options), unused, raiser, policies, options, AuditOptions.Read(configuration), Clock);
    }

    public AuditEntry Entry(string organisation, string decision, string operation = "check") => new()
    {
        Id = AuditId.New(Clock.GetUtcNow()), At = AuditId.ToTheMillisecond(Clock.GetUtcNow()), Kind = AuditKind.Access, Decision = decision,
        Organisation = organisation, User = organisation, Operation = operation, Request = "t", Datasets = ["pkh", "zakat"], Agreement = organisation + "-pks",
    };

    public async Task<AuditEntry> AppendAsync(AuditEntry entry)
    {
        await Log.AppendAsync(entry, TestContext.Current.CancellationToken);
        return entry;
    }

    /// <summary>A check that was answered, as its commit's entries tell it; with tokens, its parts went by before.</summary>
    public async Task<AuditEntry> CheckAsync(string organisation, int persons, int matched = 0, IEnumerable<int>? tokens = null)
    {
        var session = $"s{++_sessions}";
        if (tokens is not null)
        {
            await KeepAsync(session, ListSketch.Of(Tokens(tokens), new byte[32]));
        }

        var decided = await AppendAsync(Entry(organisation, AuditDecision.Allow) with { Session = session, Rows = persons });
        await AppendAsync(Entry(organisation, AuditDecision.Outcome) with
        {
            Session = session, Rows = persons, Matched = matched, Status = 200, Previous = decided.Id,
        });
        return decided;
    }

    /// <summary>A page of duplicates that was answered.</summary>
    public async Task<AuditEntry> DuplicatesAsync(string organisation, int persons, int charged, int matched = 0)
    {
        var decided = await AppendAsync(Entry(organisation, AuditDecision.Allow, "duplicates"));
        await AppendAsync(Entry(organisation, AuditDecision.Outcome, "duplicates") with
        {
            Rows = persons, Matched = matched, Charged = charged, Status = 200, Previous = decided.Id,
        });
        return decided;
    }

    /// <summary>What stands for tokens: any 32 bytes each.</summary>
    public static byte[] Tokens(IEnumerable<int> persons) =>
        [.. persons.SelectMany(p => System.Security.Cryptography.SHA256.HashData(BitConverter.GetBytes(p)))];

    public async Task<IReadOnlyList<StoredAlarm>> LookAsync()
    {
        await Pass.RunAsync(TestContext.Current.CancellationToken);
        return await AlarmsAsync();
    }

    public Task<IReadOnlyList<StoredAlarm>> AlarmsAsync() => _database.ReadAsync<IReadOnlyList<StoredAlarm>>(
        async c => [.. await c.QueryAsync<StoredAlarm>("SELECT * FROM alarms ORDER BY number")], TestContext.Current.CancellationToken);

    /// <summary>A part that went by.</summary>
    public Task KeepAsync(string session, ListSketch sketch) => _database.WriteAsync(
        transaction => SketchTable.PutAsync(session, 0, sketch, Clock.GetUtcNow(), transaction), CancellationToken.None);

    public Task<T?> QueryAsync<T>(string sql) => _database.ReadAsync(c => c.ExecuteScalarAsync<T>(sql), TestContext.Current.CancellationToken);

    public Task ExecuteAsync(string sql) => _database.WriteAsync(t => t.Connection!.ExecuteAsync(sql, transaction: t), TestContext.Current.CancellationToken);

    public void Dispose()
    {
        Close();
        _folder.Dispose();
    }

    private void Close()
    {
        Log.Dispose();
        _database.Dispose();
        SqliteConnection.ClearAllPools();
    }

    private sealed class OpenGuard : ILogKeyGuard
    {
        public byte[] Seal(byte[] secret) => [.. secret];

        public byte[] Open(byte[] sealedSecret) => [.. sealedSecret];
    }
}
