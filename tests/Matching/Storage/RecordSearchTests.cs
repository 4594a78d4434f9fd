using System.Data.Common;
using Dapper;
using Pmo.Matching.Storage;
using Pmo.Matching.Tests.Hosts;
using Pmo.Matching.Tokens;
using Pmo.Protocol.Api;

namespace Pmo.Matching.Tests.Storage;

public sealed class RecordSearchTests
{
    private const int Persons = 300; // several statements' worth
    private const string Columns = "pseudonym, household, amount, period, ref, delivered";

    private static async Task<(MatchingHost Host, DbConnection Connection, Pseudonym[] All)> StartAsync()
    {
        var host = await MatchingHost.StartAsync();
        var dinsos = host.Caller("dinsos");
        (await dinsos.CreateAsync(Caller.Aid("pkh-2026"))).Read<DatasetInfo>();
        List<(int Person, int? Card, UploadRow Row)> rows =
            [.. Enumerable.Range(0, Persons).Select(i => (i, i % 3 == 0 ? (int?)null : 1000 + (i / 10), Of(i)))];
        await dinsos.UploadAsync("pkh-2026", rows);
        var connection = host.Open();
        return (host, connection, [.. (await connection.QueryAsync<byte[]>("SELECT pseudonym FROM records")).Select(p => Pseudonym.Read(p))]);
    }

    private static UploadRow Of(int i) => Caller.Row() with
    {
        Ref = $"r-{i}", Amount = (i % 4) switch { 0 => null, 1 => 0, _ => i }, Period = i % 5 == 0 ? null : i % 2 == 0 ? "2026-01" : "2026-02",
    };

    private static async Task<List<(Pseudonym Person, Pseudonym? Card, string Told)>> FindAsync(DbConnection connection, string key, IEnumerable<Pseudonym> wanted)
    {
        var found = new List<(Pseudonym, Pseudonym?, string)>();
        await using var record = RecordSearch.Open(connection, Columns, key, wanted);
        while (await record.ReadAsync(TestContext.Current.CancellationToken))
        {
            found.Add((record.Person(0)!.Value, record.Person(1), $"{record.Number(2)}|{record.Text(3)}|{record.Text(4)}|{record.Number(5)}"));
        }

        (await record.ReadAsync(default)).ShouldBeFalse();
        return found;
    }

    [Fact]
    public async Task Each_record_of_the_wanted_is_found_once_with_what_it_holds()
    {
        var (host, connection, all) = await StartAsync();
        await using var _1 = host;
        await using var _2 = connection;
        var nobody = all.Select(p => Pseudonym.Read([.. p.ToBytes()[..15], (byte)(p.ToBytes()[15] ^ 1)]));

        // Nobody's between them, and each of them thrice.
        var found = await FindAsync(connection, "pseudonym", [.. all, .. nobody, .. all.Reverse(), all[7], .. all]);

        found.Select(f => f.Person).Order(Comparer<Pseudonym>.Create(Pseudonym.Compare)).ShouldBe(all.Order(Comparer<Pseudonym>.Create(Pseudonym.Compare)));
        found.Select(f => f.Told).Order(StringComparer.Ordinal).ShouldBe(
            Enumerable.Range(0, Persons).Select(Of).Select(r => $"{r.Amount}|{r.Period}|{r.Ref}|1").Order(StringComparer.Ordinal));
        found.Count(f => f.Card is null).ShouldBe(Persons / 3);
        (await FindAsync(connection, "pseudonym", [])).ShouldBeEmpty();
        (await FindAsync(connection, "pseudonym", nobody)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(129)]
    [InlineData(256)]
    public async Task As_many_are_found_as_are_wanted(int count)
    {
        var (host, connection, all) = await StartAsync();
        await using var _1 = host;
        await using var _2 = connection;
        (await FindAsync(connection, "pseudonym", all.Take(count))).Count.ShouldBe(count);
    }

    [Fact]
    public async Task Those_of_a_card_are_found_by_it_and_a_restricted_record_by_nothing()
    {
        var (host, connection, all) = await StartAsync();
        await using var _1 = host;
        await using var _2 = connection;
        var cards = (await FindAsync(connection, "pseudonym", all)).Select(f => f.Card).OfType<Pseudonym>().ToList();
        (await FindAsync(connection, "household", cards)).Count.ShouldBe(Persons * 2 / 3);

        await connection.ExecuteAsync("UPDATE records SET restricted = 1 WHERE pseudonym = @person", new { person = all[0].ToBytes() });
        (await FindAsync(connection, "pseudonym", all)).Count.ShouldBe(Persons - 1);
    }
}
