using System.Globalization;
using Pmo.Hosting.Decisions;
using Pmo.Matching.Comparing;
using Pmo.Matching.Coverage;
using Pmo.Matching.Tests.Hosts;
using Pmo.Protocol.Api;

namespace Pmo.Matching.Tests.Questions;

/// <summary>Answers against a plain LINQ reading of the same lists, over random populations with synthetic NIKs.</summary>
public sealed class QuestionOracleTests
{
    private static readonly Dictionary<string, string> Category = new(StringComparer.Ordinal)
    {
        ["PKH"] = "tunai bersyarat", ["SEMBAKO"] = "pangan", ["RTLH"] = "perumahan", ["BENCANA"] = "darurat", ["MBG"] = "pangan",
    };

    private static readonly string[] Regions = ["1801012001", "180102", "1801", "1871011001", "1871", "18", "31"];

    [Fact]
    public async Task Answers_are_those_of_a_plain_reading_of_the_lists()
    {
        await using var population = await Population.CreateAsync();
        var (unreached, claimed, outside) = (0L, 0L, 0L);
        for (var seed = 1; seed <= 300; seed++)
        {
            var dice = new Dice((ulong)seed);
            var lists = Lists(dice);
            await population.FillAsync(lists);
            var only = dice.Chance(30) ? new DecidedRegions(["18"], ["1871"]) : null;
            var (why, seen) = ($"seed {seed}", lists.ConvertAll(l => l with { Rows = [.. l.Rows.Where(r => Shows(only, r.Region))] }));

            // The order in which datasets are named is nobody's business.
            var named = dice.Chance(50) ? Enumerable.Reverse(lists) : lists;
            Overlaps((await population.OverlapsAsync(Population.Decide("overlaps", named, regions: only))).Value!.Answer, seen, why);

            string[] asked = [.. CoverageOrder.Dimensions.Where(_ => dice.Chance(35)).Take(3)];
            var people = new CoverageOrder("dtsen", IsRupiah: false, asked, 1, [], null);
            var reached = (await population.CoverageAsync(Population.Decide("coverage", named, regions: only), people)).Value!.Answer;
            People(reached, seen, asked, why);
            var money = (await population.CoverageAsync(Population.Decide("coverage", named, regions: only), people with { IsRupiah = true })).Value!.Answer;
            Rupiah(money, seen, asked, why);
            var compared = (await population.CompareAsync(
                Population.Decide("compare", lists.Where(l => l.Kind == "register"), regions: only), new CompareOrder("dtsen", "p3ke", ["desil"], 1))).Value!.Answer;
            Compare(compared, seen, why);
            unreached += reached.Total.None!.Value;
            claimed += reached.Total.Claimed!.Value;
            outside += money.Total.Outside!.Value;
        }

        // The cases reach what they are about.
        Math.Min(unreached, Math.Min(claimed, outside)).ShouldBeGreaterThan(200);
    }

    private static List<RawList> Lists(Dice dice)
    {
        List<RawList> lists =
        [
            new("dtsen", "dinsos", "register", null, null, 2026, null, Rows(dice, 30, isRegister: true)),
            new("p3ke", "bappeda", "register", null, null, 2026, null, Rows(dice, 20, isRegister: true)),
        ];
        for (var i = 0; i < 1 + dice.Next(4); i++)
        {
            lists.Add(new RawList(
                $"aid-{i}", dice.Pick(["dinsos", "baznas"]), "aid", dice.Chance(60) ? $"Program {dice.Next(2)}" : null, dice.Pick([.. Category.Keys]),
                dice.Chance(80) ? 2024 + dice.Next(3) : null, dice.Chance(50) ? 1_000_000 : null, Rows(dice, 25, isRegister: false)));
        }

        return lists;
    }

    private static List<RawRow> Rows(Dice dice, int most, bool isRegister) =>
    [
        .. Enumerable.Range(0, dice.Next(most)).Select(_ => new RawRow(
            TestPseudonyms.Digits(dice.Next(40)),
            !isRegister && dice.Chance(30) ? dice.Pick([.. Category.Keys]) : null,
            !isRegister && dice.Chance(80) ? dice.Next(5) * 250_000L : null,
            !isRegister && dice.Chance(50) ? dice.Pick(["2024", "2025-07", "2026-01"]) : null,
            dice.Chance(80) ? dice.Pick(Regions) : null,
            isRegister && dice.Chance(80) ? 1 + dice.Next(4) : null,
            isRegister ? [.. new[] { "pangan", "perumahan", "kesehatan" }.Where(_ => dice.Chance(35))] : [],
            isRegister || dice.Chance(70))),
    ];

    // All of 18 but 1871: a row that says no more than 18 may be of 1871.
    private static bool Shows(DecidedRegions? regions, string? region) =>
        regions is null || (region is { Length: > 2 } && region.StartsWith("18", StringComparison.Ordinal) && !region.StartsWith("1871", StringComparison.Ordinal));

    private static bool Counts(RawList list, RawRow row) => list.Kind == "register" || (row.AidType ?? list.AidType) is not ("BENCANA" or "MBG");

    private static void Overlaps(OverlapsAnswer answer, List<RawList> lists, string why)
    {
        HashSet<string> Of(string id) =>
            [.. lists.Single(l => l.Id == id) is var list ? list.Rows.Where(r => Counts(list, r)).Select(r => r.Nik) : []];
        answer.Datasets.Select(d => d.Dataset).ShouldBe(lists.Select(l => l.Id).Order(StringComparer.Ordinal), why);
        answer.Datasets.Select(d => d.Persons).ShouldBe(answer.Datasets.Select(d => (long?)Of(d.Dataset).Count), why);
        answer.Pairs.Count.ShouldBe(lists.Count * (lists.Count - 1) / 2);
        answer.Pairs.Select(p => p.Both).ShouldBe(answer.Pairs.Select(p => (long?)Of(p.A).Intersect(Of(p.B)).Count()), why);
    }

    private sealed record Person(string Nik, string Region, int Desil, HashSet<string> Needs);

    private sealed record Aid(string Nik, string Programme, string Category, int Year, string? Region, bool Delivered, long Amount);

    private static List<Person> Register(List<RawList> lists, string id) =>
    [
        .. lists.Single(l => l.Id == id).Rows.GroupBy(r => r.Nik).Select(rows =>
        {
            var first = rows.OrderBy(r => r.Desil ?? 99).ThenBy(r => r.Region ?? "~", StringComparer.Ordinal).First();
            return new Person(rows.Key, Kabupaten(first.Region), rows.Min(r => r.Desil ?? 99) is var d and < 99 ? d : 0, [.. rows.SelectMany(r => r.Needs)]);
        }),
    ];

    private static List<Aid> AidOf(List<RawList> lists) =>
    [
        .. from list in lists
           where list.Kind == "aid"
           from row in list.Rows
           where Counts(list, row)
           let type = row.AidType ?? list.AidType!
           select new Aid(
               row.Nik, $"{type} · {list.Programme ?? list.Id}", Category[type],
               row.Period is { } period ? int.Parse(period[..4], CultureInfo.InvariantCulture) : list.Year ?? 0, row.Region, row.Delivered, row.Amount ?? 0),
    ];

    private static string Kabupaten(string? region) => region is null ? "" : region.Length > 4 ? region[..4] : region;

    // Every label a person (or a person's aid) has under the asked dimensions.
    private static IEnumerable<string> Labels(string[] asked, Person? person, Aid? aid, string region)
    {
        IEnumerable<string> labels = [""];
        foreach (var dimension in asked)
        {
            string[] values = dimension switch
            {
                "region" => [region],
                "programme" => [aid?.Programme ?? "?"],
                "year" => [$"{aid?.Year}"],
                "needs" => person is { Needs.Count: > 0 } ? [.. person.Needs] : [""],
                _ => [$"{person?.Desil ?? 0}"],
            };
            labels = labels.SelectMany(label => values.Select(v => $"{label}|{v}"));
        }

        return labels;
    }

    private static string Label(string[] asked, CoverageCell cell) => string.Concat(asked.Select(d => "|" + d switch
    {
        "region" => cell.Region,
        "programme" => cell.Programme,
        "year" => $"{cell.Year}",
        "needs" => cell.Need,
        _ => $"{cell.Desil}",
    }));

    private static void People(CoverageAnswer answer, List<RawList> lists, string[] asked, string why)
    {
        var aid = AidOf(lists).ToLookup(a => a.Nik);
        var persons = Register(lists, "dtsen");
        string Reach(Person p) => aid[p.Nik].Where(a => a.Delivered).Select(a => a.Programme).Distinct().Count() switch
        {
            0 => aid[p.Nik].Any() ? "claimed" : "nothing",
            1 => "one",
            2 => "two",
            _ => "three",
        };
        string Classes(IEnumerable<string> of) => string.Join(' ', of.CountBy(c => c).OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Key}={c.Value}"));
        string Told(CoverageCell cell) => string.Join(' ', new (string Name, long? Value)[]
        {
            ("claimed", cell.Claimed), ("nothing", cell.None - cell.Claimed), ("one", cell.One), ("three", cell.ThreePlus), ("two", cell.Two),
        }.Where(c => c.Value != 0).Select(c => $"{c.Name}={c.Value}"));

        Told(answer.Total).ShouldBe(Classes(persons.Select(Reach)), why);
        answer.Total.Persons.ShouldBe(persons.Count, why);
        answer.Needs!.Select(n => (n.Need, n.Persons, n.Unmet)).ShouldBe(
            persons.SelectMany(p => p.Needs, (p, need) => (p, need)).GroupBy(n => n.need).OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => (g.Key, (long?)g.Count(), (long?)g.Count(n => !aid[n.p.Nik].Any(a => a.Delivered && a.Category == n.need)))), why);
        if (asked.Length == 0)
        {
            answer.Cells.ShouldBeEmpty();
        }
        else if (asked.Contains("programme") || asked.Contains("year"))
        {
            var expected = from p in persons
                           from a in aid[p.Nik]
                           from label in Labels(asked, p, a, p.Region)
                           group (p.Nik, a.Delivered) by label into cell
                           let reached = cell.Where(c => c.Delivered).Select(c => c.Nik).ToHashSet()
                           select (cell.Key, (long?)reached.Count, (long?)cell.Select(c => c.Nik).Distinct().Count(n => !reached.Contains(n)));
            answer.Cells.Select(c => (Label(asked, c), c.Reached, c.Claimed)).ShouldBe(expected, ignoreOrder: true, why);
        }
        else
        {
            var expected = persons.SelectMany(p => Labels(asked, p, null, p.Region), (p, label) => (p, label)).GroupBy(p => p.label)
                .Select(g => $"{g.Key}: {Classes(g.Select(p => Reach(p.p)))}");
            answer.Cells.Select(c => $"{Label(asked, c)}: {Told(c)}").ShouldBe(expected, ignoreOrder: true, why);
        }
    }

    private static void Rupiah(CoverageAnswer answer, List<RawList> lists, string[] asked, string why)
    {
        var persons = Register(lists, "dtsen").ToDictionary(p => p.Nik);
        var all = AidOf(lists);
        var first = all.GroupBy(a => a.Nik).ToDictionary(
            g => g.Key, g => Kabupaten(g.Select(a => a.Region).OfType<string>().Order(StringComparer.Ordinal).FirstOrDefault()));
        string Sums(IEnumerable<Aid> aid) => string.Join(' ', from isInside in new[] { true, false }
                                                              from delivered in new[] { true, false }
                                                              select aid.Where(a => persons.ContainsKey(a.Nik) == isInside && a.Delivered == delivered).Sum(a => a.Amount));
        string Told(CoverageCell cell) => $"{cell.Inside} {cell.ClaimedInside} {cell.Outside} {cell.ClaimedOutside}";

        Told(answer.Total).ShouldBe(Sums(all), why);
        (answer.Budgets!.Sum(b => b.Inside), answer.Budgets!.Sum(b => b.Outside)).ShouldBe((answer.Total.Inside, answer.Total.Outside), why);
        var expected = asked.Length == 0 ? [] : all.Where(a => a.Amount > 0)
            .SelectMany(a => Labels(asked, persons.GetValueOrDefault(a.Nik), a, persons.GetValueOrDefault(a.Nik)?.Region ?? first[a.Nik]), (a, label) => (a, label))
            .GroupBy(a => a.label).Select(g => $"{g.Key}: {Sums(g.Select(a => a.a))}");
        answer.Cells.Select(c => $"{Label(asked, c)}: {Told(c)}").ShouldBe(expected, ignoreOrder: true, why);
    }

    private static void Compare(CompareAnswer answer, List<RawList> lists, string why)
    {
        var (a, b) = (Register(lists, "dtsen").ToDictionary(p => p.Nik), Register(lists, "p3ke").ToDictionary(p => p.Nik));
        (answer.Total.Both, answer.Total.OnlyA, answer.Total.OnlyB).ShouldBe(
            (a.Keys.Intersect(b.Keys).LongCount(), a.Keys.Except(b.Keys).LongCount(), b.Keys.Except(a.Keys).LongCount()), why);
        answer.Cells.Select(c => (c.Desil, c.Both, c.OnlyA, c.OnlyB)).ShouldBe(
            a.Keys.Union(b.Keys).GroupBy(n => (a.GetValueOrDefault(n) ?? b[n]).Desil).OrderBy(g => g.Key).Select(g => (
                (int?)g.Key, (long?)g.Count(n => a.ContainsKey(n) && b.ContainsKey(n)), (long?)g.Count(n => !b.ContainsKey(n)), (long?)g.Count(n => !a.ContainsKey(n)))),
            why);
    }
}
