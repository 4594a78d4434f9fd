using Pmo.AuditLog.Storage;
using Pmo.AuditLog.Verify;
using Pmo.Testing.Storage;

namespace Pmo.AuditLog.Tests.Erasure;

public sealed class LogEraserTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Details_go_when_their_retention_has_ended_and_the_log_still_verifies()
    {
        using var test = await TestLog.NewAsync(300);
        var before = test.Log.Newest!;
        test.Clock.Advance(TimeSpan.FromDays(366 * 5));
        await test.AppendAsync();

        (await test.Log.EraseAsync(TestLog.Months, Token)).ShouldBe(300);
        (await test.Log.EraseAsync(TestLog.Months, Token)).ShouldBe(0);
        await test.SealAsync();

        var report = await test.VerifyAsync();
        report.ShouldBeSound(303);
        report.Erased.ShouldBe(300);
        before.Size.ShouldBe(300);
        test.Query<long>($"SELECT count(*) FROM audit_entries WHERE seq < 300 AND (salt IS NOT NULL OR {Contains("officer-7")})").ShouldBe(0);
        test.Query<long>($"SELECT count(*) FROM audit_entries WHERE seq < 300 AND NOT {Contains("csr-nusantara")}").ShouldBe(0);
        await test.RestartAsync();
        (await test.VerifyAsync()).ShouldBeSound(303);
    }

    [Fact]
    public async Task Nothing_is_erased_before_its_time()
    {
        using var test = await TestLog.NewAsync(3);
        test.Clock.Advance(TimeSpan.FromDays((365 * 5) - 2));

        (await test.Log.EraseAsync(TestLog.Months, Token)).ShouldBe(0);
    }

    // Who read the log, from which address, is a detail like any other; what was erased has to stay said.
    [Fact]
    public async Task Reading_of_the_log_is_erased_and_an_erasure_is_not()
    {
        using var test = await TestLog.NewAsync(2);
        await test.Log.AppendAsync(test.NewEntry() with { Kind = AuditKind.Audit, Operation = "audit-list" }, Token);
        await test.SealAsync();
        test.Clock.Advance(TimeSpan.FromDays(366 * 5));
        (await test.Log.EraseAsync(TestLog.Months, Token)).ShouldBe(3);
        test.Clock.Advance(TimeSpan.FromDays(366 * 5));

        (await test.Log.EraseAsync(TestLog.Months, Token)).ShouldBe(0);
        await test.SealAsync();

        test.Query<long>("SELECT count(*) FROM audit_entries WHERE salt IS NOT NULL").ShouldBe(1);
        var rows = await test.Database.ReadAsync(c => EntryTable.ReadAsync(0, 10, c, Token), Token);
        rows.Count(row => System.Text.Encoding.UTF8.GetString(row.Entry!).Contains("192.0.2.7", StringComparison.Ordinal)).ShouldBe(0);
        (await test.VerifyAsync()).ShouldBeSound(4);
    }

    // Whoever sets the retention to a month erases, and the log says when: verification holds it against the retention that is known.
    [Fact]
    public async Task Erasure_before_its_time_is_found()
    {
        using var test = await TestLog.NewAsync(3);
        test.Clock.Advance(TimeSpan.FromDays(40));
        (await test.Log.EraseAsync(months: 1, Token)).ShouldBe(3);
        await test.SealAsync();

        (await test.VerifyAsync()).ShouldName(FaultKind.ErasedTooEarly, 0);
    }

    [Theory]
    [InlineData("UPDATE audit_entries SET entry = CAST(replace(CAST(entry AS TEXT), 'csr-nusantara', 'csr-sejahtera') AS BLOB) WHERE seq = 1", FaultKind.KeptAltered)]
    [InlineData("UPDATE audit_entries SET entry = (SELECT entry FROM audit_entries WHERE seq = 4), salt = (SELECT salt FROM audit_entries WHERE seq = 4) WHERE seq = 1", FaultKind.EntryAltered)]
    [InlineData("UPDATE audit_entries SET leaf = zeroblob(32) WHERE seq = 1", FaultKind.RootDiffers)]
    [InlineData("UPDATE audit_entries SET salt = NULL WHERE seq = 3", FaultKind.ErasedSilently)]
    public async Task Erasure_hides_no_tampering(string sql, FaultKind kind)
    {
        using var test = await TestLog.NewAsync(3);
        test.Clock.Advance(TimeSpan.FromDays(366 * 5));
        await test.AppendAsync();
        await test.Log.EraseAsync(TestLog.Months, Token);
        await test.SealAsync();
        test.Tamper(sql);

        var first = (await test.VerifyAsync()).Faults[0];
        first.Kind.ShouldBe(kind);
        first.First.ShouldBe(kind == FaultKind.RootDiffers ? 0 : kind == FaultKind.ErasedSilently ? 3 : 1);
    }

    [Fact]
    public async Task Entry_that_was_tampered_with_is_kept_as_evidence()
    {
        using var test = await TestLog.NewAsync(3);
        test.Tamper("UPDATE audit_entries SET entry = CAST(replace(CAST(entry AS TEXT), '120', '121') AS BLOB) WHERE seq = 1");
        test.Clock.Advance(TimeSpan.FromDays(366 * 5));

        (await Should.ThrowAsync<LogDamagedException>(() => test.Log.EraseAsync(TestLog.Months, Token))).Fault.First.ShouldBe(1);
        test.Query<long>("SELECT count(*) FROM audit_entries WHERE salt IS NULL").ShouldBe(0);
    }

    [Fact]
    public async Task Details_put_back_from_a_backup_are_found()
    {
        using var test = await TestLog.NewAsync(3);
        test.Tamper("CREATE TABLE copy AS SELECT * FROM audit_entries");
        test.Clock.Advance(TimeSpan.FromDays(366 * 5));
        await test.Log.EraseAsync(TestLog.Months, Token);
        await test.SealAsync();
        test.Tamper("UPDATE audit_entries SET (salt, entry) = (SELECT c.salt, c.entry FROM copy c WHERE c.seq = audit_entries.seq) WHERE seq = 2");

        (await test.VerifyAsync()).ShouldName(FaultKind.NotErased, 2);
    }

    private static string Contains(string text) =>
        TestStorage.IsPostgres ? $"(position('{text}'::bytea IN entry) > 0)" : $"(instr(entry, CAST('{text}' AS BLOB)) > 0)";
}
