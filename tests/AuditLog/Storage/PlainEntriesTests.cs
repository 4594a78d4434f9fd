using Dapper;
using Microsoft.Data.Sqlite;
using Pmo.AuditLog.Entries;
using Pmo.LogWriter;
using Pmo.Testing;

namespace Pmo.AuditLog.Tests.Storage;

public sealed class PlainEntriesTests
{
    // A database as the version before left it: the first migration only, and entries in it.
    [Fact]
    public async Task Entries_of_the_former_table_become_the_first_of_the_log_in_order_byte_for_byte()
    {
        using var folder = new TempDirectory();
        var file = folder.File("old.db");
        var old = await LeaveOldAsync(file, 1500);
        using (var log = await FileLog.OpenAsync(file, new ManualClock()))
        using (var merkle = new MerkleLog(log, new ManualClock()))
        {
            await merkle.OpenAsync("test/log", new OpenGuard(), TestContext.Current.CancellationToken);

            var rows = await log.ReadAsync(Rows.AllAsync, CancellationToken.None);
            rows.Select(r => Convert.ToHexString(r.Entry!)).ShouldBe(old.Select(Convert.ToHexString));
            rows.Select(r => r.Seq).ShouldBe(Enumerable.Range(0, 1500).Select(i => (long)i));
            (await merkle.VerifyAsync(60, CancellationToken.None)).ShouldBeSound(1500);
            (await log.ReadAsync(c => c.ExecuteScalarAsync<long>("SELECT count(*) FROM sqlite_master WHERE name = 'audit_plain'"), CancellationToken.None)).ShouldBe(0);
        }

        using var again = await FileLog.OpenAsync(file, new ManualClock());
        using var second = new MerkleLog(again, new ManualClock());
        await second.OpenAsync("test/log", new OpenGuard(), TestContext.Current.CancellationToken);
        second.Newest!.Size.ShouldBe(1500);
    }

    [Fact]
    public async Task Former_entry_that_cannot_be_read_stops_the_start_and_nothing_is_taken_over()
    {
        using var folder = new TempDirectory();
        var file = folder.File("old.db");
        await LeaveOldAsync(file, 3, "INSERT INTO audit_entries (id, at, kind, entry) VALUES ('x', 0, 'access', x'7b')");
        using var log = await FileLog.OpenAsync(file, new ManualClock());
        using var merkle = new MerkleLog(log, new ManualClock());

        await Should.ThrowAsync<InvalidDataException>(() => merkle.OpenAsync("test/log", new OpenGuard(), CancellationToken.None));
        (await log.ReadAsync(c => c.ExecuteScalarAsync<long>("SELECT count(*) FROM audit_plain"), CancellationToken.None)).ShouldBe(4);
        (await log.ReadAsync(c => c.ExecuteScalarAsync<long>("SELECT count(*) FROM audit_entries"), CancellationToken.None)).ShouldBe(0);
    }

    private static async Task<List<byte[]>> LeaveOldAsync(string file, int count, string more = "SELECT 1")
    {
        using var reader = new StreamReader(typeof(IAuditLog).Assembly.GetManifestResourceStream("Pmo.AuditLog.Storage.Sqlite.0001_entries.sql")!);
        var first = await reader.ReadToEndAsync();
        using (var database = new SqliteConnection($"Data Source={file};Pooling=False"))
        {
            await database.ExecuteAsync(first);
            await database.ExecuteAsync(
                "CREATE TABLE schema_migrations (set_name TEXT NOT NULL, number INTEGER NOT NULL, name TEXT NOT NULL, digest TEXT NOT NULL, applied_at TEXT NOT NULL, PRIMARY KEY (set_name, number))");
            var digest = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(first)));
            await database.ExecuteAsync("INSERT INTO schema_migrations VALUES ('audit', 1, 'entries', @digest, '')", new { digest });
            var at = new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero);
            var entries = Enumerable.Range(0, count).Select(i => new AuditEntry
            {
                Id = AuditId.New(at), At = at, Kind = AuditKind.Access, Decision = AuditDecision.Allow, Operation = $"operation-{i}",
            }).ToList();
            var stored = entries.ConvertAll(EntryBytes.Write);
            await using (var transaction = await Opened(database).BeginTransactionAsync())
            {
                await database.ExecuteAsync(
                    "INSERT INTO audit_entries (id, at, kind, entry) VALUES (@Id, @At, @Kind, @Entry)",
                    entries.Select((e, i) => new { e.Id, At = e.At.ToUnixTimeMilliseconds(), e.Kind, Entry = stored[i] }), transaction);
                await transaction.CommitAsync();
            }

            await database.ExecuteAsync(more);
            return stored;
        }
    }

    private static SqliteConnection Opened(SqliteConnection connection)
    {
        connection.Open();
        return connection;
    }
}
