using Pmo.Matching.Tests.Hosts;
using Pmo.Matching.Withholding;
using Pmo.Testing;

namespace Pmo.Matching.Tests.Withholding;

public sealed class RegionGroupsTests
{
    private const int Village = 3;

    private static List<string> Told(int threshold, int level, params (string Code, long Persons)[] persons) =>
    [
        .. new RegionGroups(persons.Select(p => KeyValuePair.Create(p.Code, p.Persons)), threshold, level).Groups
            .Select(g => g.Code + (g.IsRest ? "*" : "")),
    ];

    [Fact]
    public void A_small_village_goes_into_the_rest_of_its_kecamatan_with_the_next_smallest() =>
        Told(5, Village, ("1801012001", 3), ("1801012002", 9), ("1801012003", 30)).ShouldBe(["1801012003", "180101*"]);

    [Fact]
    public void Two_small_villages_that_make_one_large_rest_take_no_third() =>
        Told(5, Village, ("1801012001", 3), ("1801012002", 4), ("1801012003", 30)).ShouldBe(["1801012003", "180101*"]);

    [Fact]
    public void A_kecamatan_that_cannot_be_divided_is_told_whole() =>
        Told(5, Village, ("1801012001", 3), ("1801012002", 9), ("1801022001", 8)).ShouldBe(["180101", "1801022001"]);

    [Fact]
    public void Small_regions_merge_up_to_everything() => Told(5, Village, ("1801012001", 1), ("1871012001", 2)).ShouldBe([""]);

    [Fact]
    public void Without_a_threshold_nothing_merges() => Told(0, 1, ("1801", 1), ("1871", 2), ("", 3)).ShouldBe(["", "1801", "1871"]);

    [Fact]
    public void Every_group_and_every_rest_is_large_enough_and_a_deeper_question_only_divides()
    {
        for (ulong seed = 1; seed <= 300; seed++)
        {
            var dice = new Dice(seed);
            var persons = Enumerable.Range(0, 30).Select(_ => $"18{dice.Next(3):D2}{dice.Next(3):D2}{dice.Next(4):D4}").Append("18").Append("1801").Append("")
                .Distinct().Select(code => KeyValuePair.Create(code, (long)dice.Next(12))).ToList();
            var threshold = 2 + dice.Next(10);
            var levels = Enumerable.Range(0, 4).Select(level => new RegionGroups(persons, threshold, level)).ToList();
            foreach (var (level, groups) in levels.Index())
            {
                var sums = persons.GroupBy(p => groups.Of(p.Key)).Select(g => g.Sum(p => p.Value)).ToList();
                (sums.Count == 1 || sums.TrueForAll(s => s >= threshold)).ShouldBeTrue($"seed {seed} level {level}");
                if (level > 0)
                {
                    persons.GroupBy(p => groups.Of(p.Key)).ShouldAllBe(g => g.Select(p => levels[level - 1].Of(p.Key)).Distinct().Count() == 1);
                }
            }
        }
    }
}
