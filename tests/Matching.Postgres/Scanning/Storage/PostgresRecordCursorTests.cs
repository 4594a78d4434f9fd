using Dapper;
using Pmo.Hosting.Storage;
using Pmo.Matching.Scanning;
using Pmo.Matching.Scanning.Storage;
using Pmo.Testing;
using Pmo.Testing.Storage;

namespace Pmo.Matching.Tests.Scanning.Storage;

public sealed class PostgresRecordCursorTests : IDisposable
{
    private const ScanFields Every = (ScanFields)int.MaxValue;
    private readonly TempDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    private async Task<Database> CreateAsync(int rows)
    {
        var database = await Database.ConnectAsync(
            TestStorage.ConnectionString(_folder.File("scan.db"))!, TimeProvider.System, new MigrationSet("matching", typeof(MatchingService).Assembly));

        // Each pseudonym five times; every hundredth row has a text larger than the buffer.
        await database.WriteAsync(
            transaction => transaction.Connection!.ExecuteAsync(
                """
                INSERT INTO records (pseudonym, upload, seq, epoch, element, aid_type, amount, period, region, desil, needs, delivered)
                SELECT decode(md5(CAST(i % (@rows / 5) AS TEXT)), 'hex'), i % 3, i, 1, '', CASE i % 3 WHEN 0 THEN NULL WHEN 1 THEN 'PKH' ELSE 'SEMBAKO' END,
                  CASE WHEN i % 7 = 0 THEN NULL ELSE i END, '2026-01', CASE i % 2 WHEN 0 THEN '1871' END, NULL, CASE i % 100 WHEN 0 THEN repeat('a', 300000) END, i % 2
                FROM generate_series(0, @rows - 1) i
                """,
                new { rows },
                transaction),
            TestContext.Current.CancellationToken);
        return database;
    }

    [Fact]
    public async Task All_records_come_as_they_are_and_a_persons_one_after_the_other()
    {
        using var database = await CreateAsync(5000);
        using var connection = TestStorage.Open(_folder.File("scan.db"));
        var expected = (await connection.QueryAsync<string>(
            "SELECT concat_ws(' ', encode(pseudonym, 'hex'), upload, coalesce(aid_type, '-'), coalesce(amount, -1), coalesce(region, '-'), length(needs), delivered) FROM records")).ToList();
        using var cursor = RecordCursor.Open(connection);
        var (rows, persons, person) = (new List<string>(), 0, UInt128.Zero);
        while (cursor.Read())
        {
            var record = cursor.Current(0, Every);
            var needs = cursor.Needs[record.Needs] is { } text ? $" {text.Length}" : "";
            rows.Add($"{cursor.Pseudonym:x32} {cursor.Upload} {cursor.AidTypes[record.AidType] ?? "-"} {record.Amount} {cursor.Regions[record.Region] ?? "-"}{needs} {(record.Delivered ? 1 : 0)}");
            record.Year.ShouldBe(2026);
            persons += cursor.Pseudonym == person ? 0 : 1;
            person = cursor.Pseudonym;
        }

        persons.ShouldBe(1000);
        rows.Order(StringComparer.Ordinal).ShouldBe(expected.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Scan_that_is_given_up_leaves_the_connection_to_others()
    {
        using var database = await CreateAsync(5000);
        using var connection = TestStorage.Open(_folder.File("scan.db"));
        using (var cursor = RecordCursor.Open(connection))
        {
            cursor.Read().ShouldBeTrue();
        }

        (await connection.ExecuteScalarAsync<long>("SELECT count(*) FROM records")).ShouldBe(5000);
    }
}
