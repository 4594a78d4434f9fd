using System.Data.Common;
using Microsoft.Data.Sqlite;
using Pmo.AuditLog.Storage;

namespace Pmo.AuditLog.Tests.Storage;

public sealed class EntryTableTests : IAsyncLifetime
{
    private readonly SqliteConnection _connection = new("Data Source=:memory:");

    public async ValueTask InitializeAsync()
    {
        await _connection.OpenAsync();
        using var reader = new StreamReader(
            typeof(EntryTable).Assembly.GetManifestResourceStream("Pmo.AuditLog.Storage.Sqlite.0001_entries.sql")!);
        await ExecuteAsync(await reader.ReadToEndAsync());
    }

    public async ValueTask DisposeAsync() => await _connection.DisposeAsync();

    [Fact]
    public async Task Entry_is_stored_in_order_with_its_content()
    {
        var log = new EntryTable(WriteAsync);
        var first = Entry("csr-nusantara");
        var second = Entry("dinsos-lampung");
        await log.AppendAsync(first, TestContext.Current.CancellationToken);
        await log.AppendAsync(second, TestContext.Current.CancellationToken);

        (await TextAsync("SELECT group_concat(id, ' ') FROM (SELECT id FROM audit_entries ORDER BY seq)")).ShouldBe($"{first.Id} {second.Id}");
        (await TextAsync("SELECT entry ->> 'organisation' FROM audit_entries WHERE seq = 2")).ShouldBe("dinsos-lampung");
    }

    [Theory]
    [InlineData("UPDATE audit_entries SET entry = '{}'")]
    [InlineData("DELETE FROM audit_entries")]
    public async Task Operator_cannot_change_an_entry_by_a_slip(string statement)
    {
        await new EntryTable(WriteAsync).AppendAsync(Entry("csr-nusantara"), TestContext.Current.CancellationToken);

        (await Should.ThrowAsync<SqliteException>(() => ExecuteAsync(statement))).Message.ShouldContain("append-only");
    }

    [Fact]
    public async Task Entry_falls_with_the_transaction_it_records()
    {
        var log = new EntryTable(WriteAsync);
        await using (var transaction = await _connection.BeginTransactionAsync())
        {
            await log.AppendAsync(Entry("csr-nusantara"), transaction);
            await transaction.RollbackAsync();
        }

        (await TextAsync("SELECT count(*) FROM audit_entries")).ShouldBe("0");
    }

    [Fact]
    public void Ids_ascend_with_time_and_hold_no_run_of_sixteen_digits()
    {
        var start = new DateTimeOffset(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);
        var ids = Enumerable.Range(0, 1000).Select(i => AuditId.New(start.AddMilliseconds(i))).ToList();

        ids.ShouldBe(ids.Order(StringComparer.Ordinal));
        ids.ShouldAllBe(id => id.Length == 36 && id.Split('-').All(group => group.Length <= 12));
    }

    private static AuditEntry Entry(string organisation)
    {
        var at = new DateTimeOffset(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);
        return new() { Id = AuditId.New(at), At = at, Kind = AuditKind.Access, Decision = AuditDecision.Allow, Organisation = organisation };
    }

    private async Task WriteAsync(Func<DbTransaction, Task> write, CancellationToken cancellation)
    {
        await using var transaction = await _connection.BeginTransactionAsync(cancellation);
        await write(transaction);
        await transaction.CommitAsync(cancellation);
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = _connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    private async Task<string> TextAsync(string sql)
    {
        await using var command = _connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture)!;
    }
}
