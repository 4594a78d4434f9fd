using System.Globalization;
using System.Text.Json;
using Pmo.Hosting.Decisions;
using Pmo.Matching.Tests.Hosts;
using Pmo.Protocol.Api;
using Pmo.Testing;

namespace Pmo.Matching.Tests.Checks;

/// <summary>Answers against a plain LINQ reading of the same lists, over random populations.</summary>
public sealed class CheckOracleTests
{
    private static readonly string[] AidTypes = ["PKH", "SEMBAKO", "PIP", "BENCANA", "MBG", "ZAKAT_KESEHATAN", "LAINNYA"];
    private static readonly Dictionary<string, string?> Categories = new(StringComparer.Ordinal)
    {
        ["PKH"] = "tunai bersyarat", ["SEMBAKO"] = "pangan", ["PIP"] = "pendidikan", ["ZAKAT_KESEHATAN"] = "kesehatan", ["LAINNYA"] = "lainnya",
    };

    private sealed record List(DatasetRequest Dataset, string Owner, List<(int Person, UploadRow Row)> Rows);

    [Fact]
    public async Task Answers_are_those_of_a_plain_reading_of_the_lists()
    {
        await using var host = await MatchingHost.StartAsync();
        var matches = 0;
        var claims = 0;
        for (var seed = 1; seed <= 60; seed++)
        {
            var dice = new Dice((ulong)seed);
            var lists = new List<List>();
            for (var i = 0; i < 1 + dice.Next(3); i++)
            {
                lists.Add(await PublishAsync(host, dice, $"list-{seed}-{i}"));
            }

            var used = lists.Where(_ => dice.Chance(80)).DefaultIfEmpty(lists[0]).ToList();
            var disclose = Caller.All.Where(d => d == "overlap" || dice.Chance(50)).ToArray();
            var persons = Enumerable.Range(0, 1 + dice.Next(30)).Select(_ => dice.Next(50)).ToList();
            var answer = await host.Caller("csr").CheckAsync(
                persons, [.. used.Select(l => new DecidedDataset(l.Dataset.Id, l.Owner))], disclose);

            var expected = Expect(persons, used, disclose.ToHashSet(StringComparer.Ordinal));
            Json(answer.Results).ShouldBe(Json(expected), $"seed {seed}");
            answer.Rows.ShouldBe(persons.Distinct().Count());
            answer.Matched.ShouldBe(expected.Select(r => persons[r.I]).Distinct().Count());
            answer.Covered.ShouldBe(used.OrderBy(l => l.Dataset.Id, StringComparer.Ordinal)
                .Select(l => new CoveredDataset(l.Dataset.Id, new DateOnly(2025, 6, 1))));
            matches += answer.Matched;
            claims += answer.Results.Sum(r => r.Overlaps.Count(o => o.Claimed == true));
        }

        // The cases reach what they are about.
        matches.ShouldBeGreaterThan(200);
        claims.ShouldBeGreaterThan(50);
    }

    private static async Task<List> PublishAsync(MatchingHost host, Dice dice, string id)
    {
        var owner = dice.Pick(["dinsos", "baznas", "csr"]);
        var dataset = Caller.Aid(id, dice.Pick(AidTypes), dice.Chance(80) ? 2020 + dice.Next(3) : null, dice.Chance(70) ? $"Program {dice.Next(2)}" : null);
        if (dice.Chance(15))
        {
            dataset = dataset with { Kind = "register", AidType = null };
        }

        var rows = Enumerable.Range(0, 1 + dice.Next(60)).Select(_ => (dice.Next(50), new UploadRow(
            [],
            dice.Chance(50) ? "claimed" : "delivered",
            AidType: dice.Chance(30) ? dice.Pick(AidTypes) : null,
            Amount: dice.Chance(70) ? dice.Pick<long>([0, 499_999, 500_000, 999_999, 1_000_000, 4_999_999, 5_000_000, 25_000_000, 25_000_001]) : null,
            Period: dice.Chance(50) ? dice.Pick(["2021", "2021-05", "2022-12"]) : null,
            Region: dice.Chance(60) ? dice.Pick(["18", "1871", "187101", "1801012001"]) : null))).ToList();
        var caller = host.Caller(owner);
        (await caller.CreateAsync(dataset)).Read<DatasetInfo>();
        var cut = dice.Next(rows.Count);
        if (cut > 0)
        {
            await caller.UploadAsync(id, rows[..cut]);
        }

        await caller.UploadAsync(id, rows[cut..], cut > 0 ? "append" : "replace");
        return new List(dataset, owner, rows);
    }

    private static List<CheckResult> Expect(List<int> persons, List<List> lists, HashSet<string> disclose) =>
    [
        .. persons.Select((person, i) => (i, rows: RowsOf(person, lists))).Where(p => p.rows.Count > 0)
            .Select(p => new CheckResult(p.i, "match", disclose.Count == 1 ? [] : Overlaps(p.rows, disclose))),
    ];

    private static List<(List List, UploadRow Row)> RowsOf(int person, List<List> lists) =>
    [
        .. from list in lists
           from row in list.Rows
           where row.Person == person && (list.Dataset.Kind == "register" || (row.Row.AidType ?? list.Dataset.AidType) is not ("BENCANA" or "MBG"))
           select (list, row.Row),
    ];

    private static List<Overlap> Overlaps(List<(List List, UploadRow Row)> rows, HashSet<string> disclose) =>
    [
        .. (from r in rows
            let register = r.List.Dataset.Kind == "register"
            let overlap = new Overlap(
                Provider: disclose.Contains("provider") ? r.List.Owner : null,
                Category: disclose.Contains("category") ? register ? null : Categories[r.Row.AidType ?? r.List.Dataset.AidType!] : null,
                Programme: disclose.Contains("programme") ? r.List.Dataset.Programme : null,
                Year: disclose.Contains("year") ? YearOf(r) : null,
                Period: disclose.Contains("period") ? r.Row.Period : null,
                AmountBand: disclose.Contains("amount-band") ? register ? null : Band(rows.Where(o => o.List == r.List && YearOf(o) == YearOf(r)).ToList()) : null,
                Region: disclose.Contains("region") ? r.Row.Region is { Length: > 4 } region ? region[..4] : r.Row.Region : null)
            group register || r.Row.Status == "delivered" by overlap into told
            select told.Contains(true) ? told.Key : told.Key with { Claimed = true })
            .OrderBy(o => (o.Provider ?? "", o.Category ?? "", o.Programme ?? "", o.Year ?? 0, o.Period ?? "", o.Region ?? "", o.AmountBand ?? ""),
                Comparer<(string, string, string, int, string, string, string)>.Create(Compare)),
    ];

    private static int Compare((string, string, string, int, string, string, string) a, (string, string, string, int, string, string, string) b)
    {
        int[] by =
        [
            string.CompareOrdinal(a.Item1, b.Item1), string.CompareOrdinal(a.Item2, b.Item2), string.CompareOrdinal(a.Item3, b.Item3),
            a.Item4.CompareTo(b.Item4), string.CompareOrdinal(a.Item5, b.Item5), string.CompareOrdinal(a.Item6, b.Item6),
            string.CompareOrdinal(a.Item7, b.Item7),
        ];
        return Array.Find(by, c => c != 0);
    }

    private static int? YearOf((List List, UploadRow Row) r) =>
        r.Row.Period is null ? r.List.Dataset.Year : int.Parse(r.Row.Period[..4], CultureInfo.InvariantCulture);

    private static string? Band(List<(List List, UploadRow Row)> rows)
    {
        if (rows.All(r => r.Row.Amount is null))
        {
            return null;
        }

        var sum = rows.Sum(r => r.Row.Amount ?? 0);
        (long Below, string Name)[] bands = [(500_000, "<500rb"), (1_000_000, "500rb-1jt"), (5_000_000, "1-5jt"), (25_000_001, "5-25jt")];
        return bands.Where(b => sum < b.Below).Select(b => b.Name).FirstOrDefault(">25jt");
    }

    private static string Json(IReadOnlyList<CheckResult> results) => JsonSerializer.Serialize(results, ApiJson.Options);
}
