using System.Text.Json;
using Pmo.Matching.Coverage;
using Pmo.Matching.Tests.Hosts;
using Pmo.Matching.Tests.Withholding;
using Pmo.Protocol.Api;
using Pmo.Testing;

namespace Pmo.Matching.Tests.Questions;

/// <summary>
/// One who asks everything that can be asked of one snapshot, writes down each count that is told as a sum over the kinds of persons that there may be, and
/// solves. The kinds: where, which desil, which needs, what of each programme (nothing, a claim, a delivery).
/// </summary>
public sealed class WholeAnswerAttackTests
{
    private const int Populations = 12;

    /// <summary>
    /// What is withheld holds against all that is told by one way of sorting persons. Where two ways say the same, because one programme is all there is of a
    /// year or of a category, what one withholds the other may tell: a threshold cannot stop that, and noise is for it.
    /// </summary>
    private static readonly (string Name, Func<string, bool> Belongs)[] Families =
    [
        ("persons", what => !what.Contains("programme") && !what.Contains("year")),
        ("programmes", what => what.Contains("programme") && !what.Contains("year")),
        ("years", what => what.Contains("year") && !what.Contains("programme")),
    ];

    private static readonly string[] Regions = ["1801011001", "1801011002", "1801021001", "1871011001"];
    private static readonly string[] Needs = ["pangan", "perumahan"];
    private static readonly (string Id, string AidType, string Category, int Year)[] Programmes = [("a", "SEMBAKO", "pangan", 2025), ("b", "RTLH", "perumahan", 2026)];
    private static readonly Kind[] Kinds =
    [
        .. from region in Regions
           from desil in new[] { 1, 2 }
           from needs in new string[][] { [], ["pangan"], ["perumahan"], ["pangan", "perumahan"] }
           from a in new[] { 0, 1, 2 }
           from b in new[] { 0, 1, 2 }
           select new Kind(region, desil, needs, [a, b]),
    ];

    // What of each programme: 0 nothing, 1 a claim, 2 a delivery.
    private sealed record Kind(string Region, int Desil, string[] Needs, int[] Aid)
    {
        public int Class => Aid.Count(a => a == 2) is var n and > 0 ? n : Aid.Contains(1) ? -1 : 0;
    }

    [Fact]
    public async Task Nobody_who_asks_every_question_of_a_snapshot_can_solve_for_a_small_count()
    {
        await using var population = await Population.CreateAsync();
        var (hidden, found) = (0, new List<string>());
        for (var seed = 1; seed <= Populations; seed++)
        {
            var dice = new Dice((ulong)seed + 310_000);
            var people = Enumerable.Range(0, 30 + dice.Next(400)).Select(_ => Draw(dice)).ToList();
            await population.FillAsync(Lists(people));
            var decision = Population.Decide("coverage", Lists([]), threshold: 2 + dice.Next(9));
            var told = new List<(string What, Func<Kind, bool> Of, long? Value)>();
            foreach (var by in Selections())
            {
                foreach (var level in by.Contains("region") ? new[] { 0, 1, 2, 3 } : [1])
                {
                    var order = new CoverageOrder("dtsen", IsRupiah: false, by, level, [], null);
                    var json = JsonSerializer.Serialize((await population.CoverageAsync(decision, order)).Value!.Answer, ApiJson.Options);
                    told.AddRange(Read(JsonSerializer.Deserialize<CoverageAnswer>(json, ApiJson.Options)!, by, level));
                }
            }

            foreach (var (family, belongs) in Families)
            {
                var attacker = new SumAttacker(Kinds.Length);
                foreach (var (what, of, value) in told.Where(t => t.Value is not null && belongs(t.What)))
                {
                    people.LongCount(of).ShouldBe(value!.Value, what);
                    attacker.Learn(Indexes(of));
                }

                // A sum of withheld counts that is large itself tells of nobody.
                foreach (var (what, of, _) in told.Where(t => t.Value is null && belongs(t.What) && people.Count(t.Of) < decision.Threshold && Indexes(t.Of).Any()))
                {
                    hidden++;
                    if (attacker.Knows(Indexes(of)))
                    {
                        found.Add($"{family}, seed {seed} of threshold {decision.Threshold}: {what}, {people.Count(of)}");
                    }
                }
            }
        }

        hidden.ShouldBeGreaterThan(500);
        found.ShouldBeEmpty(string.Join('\n', found.Take(30)));
    }

    private static IEnumerable<int> Indexes(Func<Kind, bool> of) => Kinds.Index().Where(k => of(k.Item)).Select(k => k.Index);

    private static IEnumerable<string[]> Selections() =>
        Enumerable.Range(0, 1 << CoverageOrder.Dimensions.Length)
            .Select(mask => CoverageOrder.Dimensions.Where((_, i) => (mask >> i & 1) == 1).ToArray())
            .Where(dimensions => dimensions.Length <= 3).OrderBy(dimensions => dimensions.Length);

    private static Kind Draw(Dice dice) => new(
        Regions[Math.Min(dice.Next(4), dice.Next(5))], 1 + dice.Next(2), [.. Needs.Where(_ => dice.Chance(40))], [Aid(dice, 50), Aid(dice, 15)]);

    private static int Aid(Dice dice, int percent) => dice.Chance(percent) ? dice.Chance(85) ? 2 : 1 : 0;

    private static List<RawList> Lists(List<Kind> people) =>
    [
        new("dtsen", "dinsos", "register", null, null, null, null,
            [.. people.Select((k, i) => new RawRow(TestPseudonyms.Digits(i), null, null, null, k.Region, k.Desil, k.Needs, true))]),
        .. Programmes.Select((p, at) => new RawList(p.Id, "dinsos", "aid", null, p.AidType, p.Year, null,
            [.. people.Index().Where(k => k.Item.Aid[at] > 0).Select(k => new RawRow(TestPseudonyms.Digits(k.Index), null, 1000, null, null, null, [], k.Item.Aid[at] == 2))])),
    ];

    // Each count of an answer, told or not: what it is, which kinds it sums over, and its value.
    private static IEnumerable<(string What, Func<Kind, bool> Of, long? Value)> Read(CoverageAnswer answer, string[] by, int level)
    {
        var name = $"by {string.Join(',', by)} at {level}";
        foreach (var field in Fields(answer.Total, $"{name} total", _ => true, answer.Total.Withheld))
        {
            yield return field;
        }

        foreach (var need in answer.Needs!)
        {
            yield return ($"{name} need {need.Need}", k => k.Needs.Contains(need.Need), need.Persons);
            yield return ($"{name} need {need.Need} unmet", k => k.Needs.Contains(need.Need) && !Meets(k, need.Need), need.Unmet);
            yield return ($"{name} need {need.Need} met", k => k.Needs.Contains(need.Need) && Meets(k, need.Need), need.Persons - need.Unmet);
        }

        var apart = answer.Cells.Where(c => c.Rest is null && c.Region is not null).Select(c => c.Region!).ToHashSet(StringComparer.Ordinal);
        foreach (var cell in answer.Cells)
        {
            bool Lies(Kind k) => by.All(d => d switch
            {
                "region" => k.Region.StartsWith(cell.Region!, StringComparison.Ordinal)
                    && (cell.Rest is null || !apart.Any(a => a.Length > cell.Region!.Length && k.Region.StartsWith(a, StringComparison.Ordinal))),
                "needs" => cell.Need!.Length == 0 ? k.Needs.Length == 0 : k.Needs.Contains(cell.Need),
                "desil" => k.Desil == cell.Desil,
                _ => true,
            });
            bool Gets(Kind k, int what) => Programmes.Index().Any(p => k.Aid[p.Index] == what
                && (cell.Programme is null || cell.Programme == $"{p.Item.AidType} · {p.Item.Id}") && (cell.Year is null || cell.Year == p.Item.Year));

            var label = $"{name} {cell.Region}{(cell.Rest is null ? "" : " rest")} {cell.Programme} {cell.Year} {cell.Need} {cell.Desil}";
            if (by.Contains("programme") || by.Contains("year"))
            {
                yield return ($"{label} persons", k => Lies(k) && (Gets(k, 1) || Gets(k, 2)), cell.Persons);
                yield return ($"{label} reached", k => Lies(k) && Gets(k, 2), cell.Reached);
                yield return ($"{label} claimed", k => Lies(k) && Gets(k, 1) && !Gets(k, 2), cell.Claimed);
                continue;
            }

            foreach (var field in Fields(cell, label, Lies, cell.Withheld))
            {
                yield return field;
            }

            if (cell.Need is { Length: > 0 } need)
            {
                yield return ($"{label} unmet", k => Lies(k) && !Meets(k, need), cell.Unmet);
                yield return ($"{label} met", k => Lies(k) && Meets(k, need), cell.Persons - cell.Unmet);
            }
        }
    }

    private static bool Meets(Kind k, string need) => Programmes.Index().Any(p => p.Item.Category == need && k.Aid[p.Index] == 2);

    private static IEnumerable<(string What, Func<Kind, bool> Of, long? Value)> Fields(
        CoverageCell cell, string label, Func<Kind, bool> lies, IReadOnlyList<string> withheld)
    {
        withheld.Contains("none").ShouldBe(cell.None is null);
        yield return ($"{label} persons", lies, cell.Persons);
        yield return ($"{label} claimed", k => lies(k) && k.Class == -1, cell.Claimed);
        yield return ($"{label} none", k => lies(k) && k.Class <= 0, cell.None);
        yield return ($"{label} nothing", k => lies(k) && k.Class == 0, cell.None - cell.Claimed);
        yield return ($"{label} one", k => lies(k) && k.Class == 1, cell.One);
        yield return ($"{label} two", k => lies(k) && k.Class == 2, cell.Two);
    }
}
