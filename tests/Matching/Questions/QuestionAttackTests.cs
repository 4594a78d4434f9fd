using Pmo.Matching.Coverage;
using Pmo.Matching.Tests.Hosts;

namespace Pmo.Matching.Tests.Questions;

/// <summary>Ways to learn of one person from counts.</summary>
public sealed class QuestionAttackTests
{
    private static RawList List(string id, string owner, IEnumerable<int> persons, string kind = "aid") => new(
        id, owner, kind, null, kind == "aid" ? "PKH" : null, 2026, null,
        [.. persons.Select(p => new RawRow(TestPseudonyms.Digits(p), null, 1000, null, p % 2 == 0 ? "1801" : "1871", null, [], true))]);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 11)]
    [InlineData(1, 11)]
    [InlineData(0, 30)]
    public async Task One_row_differencing_with_an_own_dataset_tells_nothing_even_without_a_threshold(int strangers, int rows)
    {
        await using var population = await Population.CreateAsync();
        List<RawList> lists =
        [
            List("pkh", "dinsos", Enumerable.Range(0, 100)),
            List("probe", "analyst", Enumerable.Range(0, rows - strangers).Concat(Enumerable.Range(500, strangers))),
        ];
        await population.FillAsync(lists);

        var answer = (await population.OverlapsAsync(Population.Decide("overlaps", lists))).Value!;

        answer.Answer.Pairs.ShouldHaveSingleItem().Both.ShouldBeNull();
        answer.Matched.ShouldBe(0);
        answer.Answer.Threshold.ShouldBe(10);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Complement_of_a_threshold_is_withheld_too(int alone)
    {
        await using var population = await Population.CreateAsync();
        List<RawList> lists = [List("a", "dinsos", Enumerable.Range(0, 50 + alone)), List("b", "baznas", Enumerable.Range(0, 50).Concat(Enumerable.Range(100, 50)))];
        await population.FillAsync(lists);

        var answer = (await population.OverlapsAsync(Population.Decide("overlaps", lists, threshold: 5))).Value!;

        answer.Answer.Datasets.Select(d => d.Persons).ShouldBe([50 + alone, 100]);
        answer.Answer.Pairs.ShouldHaveSingleItem().Both.ShouldBeNull();
        (answer.Rows, answer.Matched).ShouldBe((150 + alone, 0));
    }

    [Fact]
    public async Task Complement_of_a_threshold_in_coverage_is_withheld_with_those_it_could_be_told_from()
    {
        await using var population = await Population.CreateAsync();

        // All but one of 1801 are reached; everybody else is not.
        List<RawList> lists = [List("dtsen", "dinsos", Enumerable.Range(0, 100), "register"), List("pkh", "dinsos", Enumerable.Range(0, 49).Select(p => p * 2))];
        await population.FillAsync(lists);
        var order = new CoverageOrder("dtsen", IsRupiah: false, ["region"], 1, [], null);

        var answer = (await population.CoverageAsync(Population.Decide("coverage", lists, threshold: 5), order)).Value!.Answer;

        (answer.Total.Persons, answer.Total.None, answer.Total.One).ShouldBe((100, 51, 49));
        answer.Cells.Select(c => (c.Region, c.Persons, c.None, c.One)).ShouldBe([("1801", 50L, null, null), ("1871", 50, null, null)]);
        answer.Cells.ShouldAllBe(c => c.Withheld.Contains("none") && c.Withheld.Contains("one"));
        var rupiah = (await population.CoverageAsync(Population.Decide("coverage", lists, threshold: 5), order with { IsRupiah = true })).Value!.Answer;
        (rupiah.Total.Inside, rupiah.Total.Outside).ShouldBe((null, null));
    }

    [Fact]
    public async Task Repeating_a_noised_question_gets_the_same_answer_and_is_charged_once()
    {
        await using var population = await Population.CreateAsync();
        List<RawList> lists = [List("a", "dinsos", Enumerable.Range(0, 300)), List("b", "baznas", Enumerable.Range(100, 300))];
        await population.FillAsync(lists);
        var decision = Population.Decide("overlaps", lists, threshold: 5, epsilon: 15m);

        var first = (await population.OverlapsAsync(decision)).Value!.Answer;
        for (var i = 0; i < 5; i++)
        {
            var again = (await population.OverlapsAsync(Population.Decide("overlaps", Enumerable.Reverse(lists), threshold: 5, epsilon: 15m))).Value!.Answer;
            again.Pairs.ShouldBe(first.Pairs);
            again.Datasets.ShouldBe(first.Datasets);
        }

        // Another question costs another 15 of 20.
        (await population.OverlapsAsync(decision, "MBG")).Failure!.Code.Code.ShouldBe("noise_budget_exhausted");
        (await population.OverlapsAsync(decision)).Value!.Answer.Pairs.ShouldBe(first.Pairs);
    }

    [Fact]
    public async Task Rupiah_is_not_given_with_noise()
    {
        await using var population = await Population.CreateAsync();
        List<RawList> lists = [List("dtsen", "dinsos", Enumerable.Range(0, 100), "register")];
        await population.FillAsync(lists);
        var order = new CoverageOrder("dtsen", IsRupiah: true, [], 1, [], null);
        (await population.CoverageAsync(Population.Decide("coverage", lists, epsilon: 1m), order)).Failure!.Code.Code.ShouldBe("noise_no_rupiah");
        (await population.CoverageAsync(Population.Decide("coverage", lists, epsilon: 1m), order with { IsRupiah = false })).Value.ShouldNotBeNull();
    }
}
