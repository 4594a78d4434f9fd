using System.Globalization;
using Pmo.Hosting.Decisions;
using Pmo.Matching.Comparing;
using Pmo.Matching.Coverage;
using Pmo.Matching.Tests.Hosts;
using Pmo.Protocol.Api;
using Pmo.Testing;

namespace Pmo.Matching.Tests.Questions;

/// <summary>Answers against a plain LINQ reading of the same lists, over random populations with synthetic NIKs.</summary>
public sealed class QuestionOracleTests
{
    private const int Populations = 1000;

    [Fact]
    public async Task Answers_are_those_of_a_plain_reading_of_the_lists()
    {
        await using var population = await Population.CreateAsync();
        var (unreached, claimed, outside, moved) = (0L, 0L, 0L, 0L);
        for (var seed = 1; seed <= Populations; seed++)
        {
            var dice = new Dice((ulong)seed);
            var lists = RandomLists.Draw(dice);
            await population.FillAsync(lists);
            var only = RandomLists.Where(dice);
            var (why, seen) = ($"seed {seed}", Seen(lists, only, r => r.Counts));

            // The order in which datasets are named is nobody's business.
            var named = dice.Chance(50) ? Enumerable.Reverse(lists) : lists;
            Overlaps((await population.OverlapsAsync(Population.Decide("overlaps", named, regions: only))).Value!.Answer, seen, why);

            string[] asked = [.. CoverageOrder.Dimensions.Where(_ => dice.Chance(35)).Take(3)];
            var people = new CoverageOrder("dtsen", IsRupiah: false, asked, 1, [], dice.Chance(50) ? Population.Then : null);
            var reached = (await population.CoverageAsync(Population.Decide("coverage", named, regions: only), people)).Value!.Answer;
            People(reached, seen, asked, why);
            moved += people.Before is null ? 0 : Movement(reached.Movement!, Seen(lists, only, r => r.Counted), seen, why);
            var money = (await population.CoverageAsync(
                Population.Decide("coverage", named, regions: only), people with { IsRupiah = true, Before = null })).Value!.Answer;
            Rupiah(money, seen, asked, why);
            var compared = (await population.CompareAsync(
                Population.Decide("compare", lists.Where(l => l.Kind == "register"), regions: only), new CompareOrder("dtsen", "p3ke", ["desil"], 1))).Value!.Answer;
            Compare(compared, seen, why);
            unreached += reached.Total.None!.Value;
            claimed += reached.Total.Claimed!.Value;
            outside += money.Total.Outside!.Value;
        }

        // The cases reach what they are about.
        Math.Min(Math.Min(unreached, moved), Math.Min(claimed, outside)).ShouldBeGreaterThan(200);
    }

    private static List<RawList> Seen(List<RawList> lists, DecidedRegions? only, Func<RawRow, bool> when) =>
        lists.ConvertAll(l => l with { Rows = [.. l.Rows.Where(r => when(r) && RandomLists.Shows(only, r.Region))] });

    private static bool Counts(RawList list, RawRow row) => RandomLists.Counts(list, row);

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

    private sealed record Aid(string Nik, string Dataset, string Programme, string Category, int Year, string? Region, bool Delivered, long Amount);

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
               row.Nik, list.Id, $"{type} · {list.Programme ?? list.Id}", RandomLists.Category[type],
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

    // Persons that went from one state to another.
    private static long Movement(CoverageMovement answer, List<RawList> then, List<RawList> now, string why)
    {
        Func<string, string> States(List<RawList> lists)
        {
            var (persons, aid) = (Register(lists, "dtsen").Select(p => p.Nik).ToHashSet(), AidOf(lists).Where(a => a.Delivered).ToLookup(a => a.Nik, a => a.Programme));
            return nik => !persons.Contains(nik) ? "absent" : aid[nik].Distinct().Count() switch { 0 => "none", 1 => "one", 2 => "two", _ => "threePlus" };
        }

        var (before, after) = (States(then), States(now));
        var expected = then.Concat(now).SelectMany(l => l.Rows).Select(r => r.Nik).Distinct().Select(nik => (From: before(nik), To: after(nik)))
            .Where(m => m != ("absent", "absent")).CountBy(m => m).Select(m => (m.Key.From, m.Key.To, (long?)m.Value)).ToList();
        answer.Steps.ShouldAllBe(s => s.Persons != null, why);
        answer.Steps.Where(s => s.Persons > 0).Select(s => (s.From, s.To, s.Persons)).ShouldBe(expected, ignoreOrder: true, why);
        return expected.Where(m => m.From != m.To).Sum(m => m.Item3!.Value);
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
        foreach (var budget in answer.Budgets!)
        {
            var list = lists.Single(l => l.Id == budget.Dataset);
            var inside = all.Where(a => a.Dataset == list.Id && a.Delivered && persons.ContainsKey(a.Nik)).Sum(a => a.Amount);
            (budget.Budget, budget.Inside, budget.ShareInside).ShouldBe((list.Budget, inside, list.Budget is { } of ? (int)(inside * 10_000 / of) : null), why);
        }

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
