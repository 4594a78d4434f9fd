using Dapper;
using Pmo.AuditLog.Notes;
using Pmo.AuditLog.Verify;
using Pmo.LogWriter;
using Pmo.Testing;
using Pmo.Testing.Storage;

namespace Pmo.AuditLog.Tests;

/// <summary>A real log, in SQLite or PostgreSQL, with a clock that is moved.</summary>
internal sealed class TestLog : IDisposable
{
    public const int Months = 60;
    private readonly TempDirectory _folder = new();
    private string? _other;
    private FileLog _file = null!;

    public ManualClock Clock { get; } = new();

    public MerkleLog Log { get; private set; } = null!;

    public ILogDatabase Database => _file;

    public NoteKey Key => Log.Key!;

    public string File => _other ?? _folder.File("log.db");

    public static async Task<TestLog> NewAsync(int entries = 0)
    {
        var test = new TestLog();
        await test.OpenAsync();
        for (var i = 0; i < entries; i++)
        {
            await test.AppendAsync();
        }

        if (entries > 0)
        {
            await test.SealAsync();
        }

        return test;
    }

    /// <summary>Another process on the same log.</summary>
    public async Task<TestLog> ReplicaAsync()
    {
        var replica = new TestLog { _other = File };
        await replica.OpenAsync();
        return replica;
    }

    /// <summary>A log on a copy of a file that nobody has open.</summary>
    public static async Task<TestLog> CopyAsync(string file)
    {
        var test = new TestLog();
        if (TestStorage.IsPostgres)
        {
            // The tables first, then what is in them.
            (await FileLog.ConnectAsync(TestStorage.ConnectionString(test.File)!, test.Clock)).Dispose();
            TestStorage.CopyRows(file, test.File, "audit_entries", "audit_tiles", "audit_checkpoints", "audit_key");
        }
        else
        {
            System.IO.File.Copy(file, test.File);
        }

        await test.OpenAsync();
        return test;
    }

    /// <summary>As a process that starts.</summary>
    public async Task OpenAsync()
    {
        _file = TestStorage.ConnectionString(File) is { } connection ? await FileLog.ConnectAsync(connection, Clock) : await FileLog.OpenAsync(File, Clock);
        Log = new MerkleLog(_file, Clock);
        await Log.OpenAsync("pmo.example/v1/audit/log", new OpenGuard(), TestContext.Current.CancellationToken);
    }

    /// <summary>As a process that ends and starts again.</summary>
    public Task RestartAsync()
    {
        Close();
        return OpenAsync();
    }

    public void Close()
    {
        Log.Dispose();
        _file.Dispose();
        TestStorage.Release();
    }

    public AuditEntry NewEntry(string organisation = "csr-nusantara")
    {
        var now = AuditId.ToTheMillisecond(Clock.GetUtcNow());
        return new AuditEntry
        {
            Id = AuditId.New(now), At = now, Kind = AuditKind.Access, Decision = AuditDecision.Allow, Organisation = organisation, User = "officer-7",
            Operation = "check", Rows = 120, Address = "192.0.2.7",
        };
    }

    public async Task<AuditEntry> AppendAsync()
    {
        var entry = NewEntry();
        await Log.AppendAsync(entry, TestContext.Current.CancellationToken);
        return entry;
    }

    public Task<Checkpoint> SealAsync() => Log.SealAsync(TestContext.Current.CancellationToken);

    public Task<LogReport> VerifyAsync() => Log.VerifyAsync(Months, TestContext.Current.CancellationToken);

    public Task<long> CountAsync() => Database.ReadAsync(c => c.ExecuteScalarAsync<long>("SELECT count(*) FROM audit_entries"), CancellationToken.None);

    /// <summary>What whoever has the file can do: no trigger stops them.</summary>
    public void Tamper(string sql)
    {
        using var connection = TestStorage.Open(File);
        connection.Execute(TestStorage.IsPostgres
            ? "ALTER TABLE audit_entries DISABLE TRIGGER USER"
            : "DROP TRIGGER IF EXISTS audit_entries_erase_only; DROP TRIGGER IF EXISTS audit_entries_no_delete");
        connection.Execute(TestStorage.Sql(sql));
    }

    public T Query<T>(string sql)
    {
        using var connection = TestStorage.Open(File);
        return connection.QuerySingle<T>(TestStorage.Sql(sql));
    }

    public void Dispose()
    {
        Close();
        _folder.Dispose();
    }
}
