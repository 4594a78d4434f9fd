using Pmo.Matching.Coverage;
using Pmo.Matching.Tests.Hosts;
using Pmo.Matching.Tests.Withholding;
using Pmo.Protocol.Api;
using Pmo.Testing;

namespace Pmo.Matching.Tests.Questions;

/// <summary>Movement between two snapshots, to one who also has what each of them told as a whole.</summary>
public sealed class MovementAttackTests
{
    // Of two programmes: absent, nothing, a claim, one, two.
    private const int Classes = 5;

    [Fact]
    public async Task Movement_with_both_wholes_never_solves_for_a_small_step_or_count()
    {
        await using var population = await Population.CreateAsync();
        var (steps, hidden, found) = (0, 0, new List<string>());
        for (var seed = 1; seed <= 100; seed++)
        {
            var dice = new Dice((ulong)seed + 410_000);
            var people = Enumerable.Range(0, Classes * Classes).Where(k => k > 0)
                .SelectMany(k => Enumerable.Repeat((Then: k / Classes, Now: k % Classes), dice.Chance(60) ? dice.Next(40) : dice.Next(3))).ToList();
            var threshold = 2 + dice.Next(9);
            var order = new CoverageOrder("dtsen", IsRupiah: false, [], 1, [], null);
            Func<List<RawList>, CoverageOrder, Task<CoverageAnswer>> askAsync = async (lists, asked) =>
            {
                await population.FillAsync(lists);
                return (await population.CoverageAsync(Population.Decide("coverage", lists, threshold: threshold), asked)).Value!.Answer;
            };

            // What the same question told when the earlier snapshot was the newest, and what it tells now.
            var then = (await askAsync(Lists(people.ConvertAll(p => (Then: 0, Now: p.Then))), order)).Total;
            var now = await askAsync(Lists(people), order with { Before = Population.Then });
            var told = Total(then, p => p.Then).Concat(Total(now.Total, p => p.Now)).Concat(
                now.Movement!.Steps.Select(s => ($"{s.From} to {s.To}", (Func<(int Then, int Now), bool>)(p => State(p.Then) == s.From && State(p.Now) == s.To), s.Persons))).ToList();

            var attacker = new SumAttacker(Classes * Classes);
            foreach (var (what, of, value) in told.Where(t => t.Item3 is not null))
            {
                people.LongCount(of).ShouldBe(value!.Value, $"seed {seed}: {what}");
                attacker.Learn(Indexes(of));
            }

            // A sum of withheld counts that is large itself tells of nobody.
            foreach (var (what, of, _) in told.Where(t => t.Item3 is null && people.Count(t.Item2) < threshold && Indexes(t.Item2).Any()))
            {
                hidden++;
                if (attacker.Knows(Indexes(of)))
                {
                    found.Add($"seed {seed} of threshold {threshold}: {what}, {people.Count(of)}");
                }
            }

            now.Movement.Steps.ShouldAllBe(s => s.Persons == null || s.Persons >= threshold);
            steps += now.Movement.Steps.Count(s => s.Persons is not null);
        }

        hidden.ShouldBeGreaterThan(300);
        steps.ShouldBeGreaterThan(100);
        found.ShouldBeEmpty(string.Join('\n', found.Take(30)));
    }

    [Fact]
    public async Task One_row_differencing_of_two_snapshots_is_not_told_as_a_movement()
    {
        await using var population = await Population.CreateAsync();

        // 100 persons, of whom 40 get something; one more does now.
        var people = Enumerable.Range(0, 100).Select(i => (Then: i < 40 ? 3 : 1, Now: i < 41 ? 3 : 1)).ToList();
        var lists = Lists(people);
        await population.FillAsync(lists);
        var answer = (await population.CoverageAsync(
            Population.Decide("coverage", lists, threshold: 5), new CoverageOrder("dtsen", IsRupiah: false, [], 1, [], Population.Then))).Value!.Answer;
        answer.Movement!.Steps.Single(s => s is { From: "none", To: "one" }).Persons.ShouldBeNull();

        // The wholes of two days differ by one all the same, and each is large: what a threshold cannot stop, and noise is for.
        answer.Total.One.ShouldBe(41);
    }

    private static IEnumerable<int> Indexes(Func<(int Then, int Now), bool> of) =>
        Enumerable.Range(1, (Classes * Classes) - 1).Where(k => of((k / Classes, k % Classes)));

    private static string State(int @class) => @class switch { 0 => "absent", 3 => "one", 4 => "two", _ => "none" };

    private static IEnumerable<(string, Func<(int Then, int Now), bool>, long?)> Total(CoverageCell total, Func<(int Then, int Now), int> at) =>
    [
        ("persons", p => at(p) > 0, total.Persons), ("none", p => at(p) is 1 or 2, total.None), ("claimed", p => at(p) == 2, total.Claimed),
        ("nothing", p => at(p) == 1, total.None - total.Claimed), ("one", p => at(p) == 3, total.One), ("two", p => at(p) == 4, total.Two),
    ];

    private static List<RawList> Lists(IReadOnlyList<(int Then, int Now)> people)
    {
        IEnumerable<RawRow> Rows(Func<int, (bool Is, bool Delivered)> of) => people.Index().SelectMany(p =>
        {
            var (then, now) = (of(p.Item.Then), of(p.Item.Now));
            var row = new RawRow(TestPseudonyms.Digits(p.Index), null, null, null, null, null, [], true);
            return then == now
                ? then.Is ? [row with { Delivered = then.Delivered, IsThen = true }] : Array.Empty<RawRow>()
                : [.. then.Is ? [row with { Delivered = then.Delivered, IsThen = true, IsNow = false }] : Array.Empty<RawRow>(),
                    .. now.Is ? [row with { Delivered = now.Delivered }] : Array.Empty<RawRow>()];
        });
        return
        [
            new("dtsen", "dinsos", "register", null, null, null, null, [.. Rows(c => (c > 0, true))]),
            new("a", "dinsos", "aid", null, "PKH", null, null, [.. Rows(c => (c >= 2, c >= 3))]),
            new("b", "dinsos", "aid", null, "RTLH", null, null, [.. Rows(c => (c == 4, true))]),
        ];
    }
}
