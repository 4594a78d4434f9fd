using System.Data.Common;
using Pmo.AuditLog;
using Pmo.AuditLog.Keys;
using Pmo.Hosting.Storage;

namespace Pmo.Bench.Auditing;

/// <summary>The audit log as the Gateway has it: a SQLite file with group commit.</summary>
internal sealed class BenchLog : ILogDatabase, ILogKeyGuard, IDisposable
{
    private readonly Database _database;

    private BenchLog(Database database)
    {
        _database = database;
        Log = new MerkleLog(this, TimeProvider.System);
    }

    public MerkleLog Log { get; }

    public static async Task<BenchLog> OpenAsync(string file)
    {
        var log = new BenchLog(await Database.OpenAsync(file, TimeProvider.System, new MigrationSet("audit", typeof(IAuditLog).Assembly)));
        await log.Log.OpenAsync("bench/log", log, CancellationToken.None);
        return log;
    }

    /// <summary>An entry as most are.</summary>
    public static AuditEntry NewEntry()
    {
        var now = AuditId.ToTheMillisecond(TimeProvider.System.GetUtcNow());
        return new AuditEntry
        {
            Id = AuditId.New(now), At = now, Kind = AuditKind.Access, Decision = AuditDecision.Allow, Organisation = "csr-nusantara", User = "csr-nusantara",
            Agreement = "csr-nusantara-demo", Purpose = "pre-donation-check", Operation = "check", Datasets = ["dinsos-pkh-2026", "baznas-zakat-2026"],
            Session = "0198f2a0-7c1e-7a3b-9d55-0c6b1f2e3a4d", Rows = 1200, Policy = "sha256:1f2e3a4d5c6b7a8901f2e3a4d5c6b7a8901f2e3a4d5c6b7a8901f2e3a4d5c6b7a",
            Request = "4bf92f3577b34da6a3ce929d0e0e4736", Address = "192.0.2.7",
        };
    }

    public Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken cancellation) => _database.ReadAsync(read, cancellation);

    public Task<T> WriteAsync<T>(Func<DbTransaction, Task<T>> write, CancellationToken cancellation) => _database.WriteAsync(write, cancellation);

    public Task AppendAsync(Func<DbTransaction, Task> append, CancellationToken cancellation) => _database.AppendAsync(append, cancellation);

    public ValueTask<long?> RunAsync(string sql, object?[] values, DbTransaction transaction) => _database.RunAsync(sql, values, transaction);

    public byte[] Seal(byte[] secret) => [.. secret];

    public byte[] Open(byte[] sealedSecret) => [.. sealedSecret];

    public void Dispose()
    {
        Log.Dispose();
        _database.Dispose();
    }
}
