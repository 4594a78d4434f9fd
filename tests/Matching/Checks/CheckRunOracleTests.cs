using System.Text;
using System.Text.Json;
using Dapper;
using Pmo.Hosting.Decisions;
using Pmo.Matching.Checks;
using Pmo.Matching.Checks.Storage;
using Pmo.Matching.Tests.Hosts;
using Pmo.Matching.Tests.Questions;
using Pmo.Matching.Tokens;
using Pmo.Protocol.Api;
using Pmo.Testing;

namespace Pmo.Matching.Tests.Checks;

/// <summary>Checks from their staged pseudonyms on, against a plain reading of the same lists: persons, families, regions, restricted and former rows.</summary>
public sealed class CheckRunOracleTests
{
    [Fact]
    public async Task Answers_are_those_of_a_plain_reading_of_the_lists()
    {
        await using var population = await Population.CreateAsync();
        var (matched, withheld, families) = (0, 0, 0);
        for (var seed = 1; seed <= 1000; seed++)
        {
            var dice = new Dice((ulong)seed + 70_000);
            var lists = RandomLists.Draw(dice);
            await population.FillAsync(lists);
            var used = lists.Where(_ => dice.Chance(70)).DefaultIfEmpty(lists[0]).ToList();
            var (only, isCards) = (RandomLists.Where(dice), dice.Chance(25));
            HashSet<string> disclose = ["overlap", .. OverlapReading.Fields.Where(_ => dice.Chance(45))];
            if (isCards || dice.Chance(50))
            {
                disclose.Add("household");
            }

            var asked = Enumerable.Range(0, 1 + dice.Next(30))
                .Select(_ => isCards ? RandomLists.Card(dice.Next(12)) : TestPseudonyms.Digits(dice.Next(RandomLists.Persons + 10))).ToList();
            var answer = await AskAsync(population, seed, asked, isCards ? "kk" : "nik", Population.Decide("check", used, regions: only) with { Disclose = [.. disclose] });

            var expected = asked.Index().Select(a => (a.Index, Told: Read(a.Item, isCards, used, only, disclose))).Where(a => a.Told is not null).ToList();
            answer.Results.Select(r => (r.I, r.Status == "withheld" ? "withheld" : OverlapReading.Text(r.Overlaps))).ShouldBe(
                expected.Select(e => (e.Index, e.Told!)), $"seed {seed}");
            answer.Rows.ShouldBe(asked.Distinct().Count(), $"seed {seed}");
            answer.Matched.ShouldBe(expected.Where(e => e.Told != "withheld").Select(e => asked[e.Index]).Distinct().Count(), $"seed {seed}");
            (matched, withheld) = (matched + answer.Matched, withheld + answer.Results.Count(r => r.Status == "withheld"));
            families += isCards ? 0 : answer.Results.Count(r => r.Overlaps.Any(o => o.Household == true));
        }

        // The cases reach what they are about.
        Math.Min(matched, Math.Min(withheld, families)).ShouldBeGreaterThan(200);
    }

    private static async Task<CheckAnswer> AskAsync(Population population, int seed, List<string> asked, string kind, Decision decision)
    {
        var (store, scope) = (new CheckStore(population.Database), CheckScope.Of(decision));
        var check = await store.OpenAsync(
            new Check
            {
                Id = $"c{seed}", Partner = "analyst", Kind = kind, Rows = asked.Count, Datasets = scope.DatasetsJson, Disclose = scope.DiscloseJson,
                Regions = scope.RegionsJson,
            },
            default);
        byte[] pseudonyms = [.. asked.SelectMany(a => Population.PseudonymOf(a).ToBytes())];
        await store.AddPartAsync(check.Key, 0, "d", pseudonyms, default);
        scope.Refuses(check.IdentityKind).ShouldBeNull();
        var run = new CheckRun(store, check, scope, "receipt", personsTogether: 1 + (seed % 40)); // in one range, and in up to as many as there are rows
        (await run.RunAsync(default)).Failure.ShouldBeNull();
        var text = new StringBuilder();
        for (var seq = 0; await store.ReadAnswerAsync(check with { Attempt = run.Attempt }, seq, default) is { } piece; seq++)
        {
            text.Append(Encoding.UTF8.GetString(piece));
        }

        var answer = JsonSerializer.Deserialize<CheckAnswer>(text.ToString(), ApiJson.Options)!;

        // What the journal gets with the commit: all persons once, and as found or not.
        var (found, others) = await population.Database.ReadAsync(
            c => c.QuerySingleAsync<(long, long)>(
                """
                SELECT coalesce(sum(CASE WHEN seq % 2 = 0 THEN length(content) END), 0), coalesce(sum(CASE WHEN seq % 2 = 1 THEN length(content) END), 0)
                FROM check_answers WHERE attempt = @name
                """,
                new { name = StagedPages.NameOf(run.Attempt) }),
            default);
        (found + others > 0 && !run.HasStaged).ShouldBeFalse();
        (found + run.LastPages.Sum(p => p.Matched.Length)).ShouldBe(answer.Matched * Pseudonym.Size);
        (others + run.LastPages.Sum(p => p.Others.Length)).ShouldBe((answer.Rows - answer.Matched) * Pseudonym.Size);
        return answer;
    }

    // Null: no record that counts.
    private static string? Read(string asked, bool isCard, List<RawList> lists, DecidedRegions? only, HashSet<string> disclose)
    {
        var all = (from list in lists from row in list.Rows where row.Counts && RandomLists.Counts(list, row) select (list, row)).ToList();
        var found = all.Where(r => (isCard ? r.row.Kk : r.row.Nik) == asked).ToList();
        var shown = found.Where(r => RandomLists.Shows(only, r.row.Region)).ToList();
        if (shown.Count == 0)
        {
            return found.Count == 0 ? null : "withheld";
        }

        var cards = isCard || !disclose.Contains("household") ? [] : shown.Select(r => r.row.Kk).OfType<string>().ToHashSet();
        var family = all.Where(r => r.row.Kk is { } card && cards.Contains(card) && r.row.Nik != asked && RandomLists.Shows(only, r.row.Region));
        return OverlapReading.Read(
            [.. shown.Select(r => new ToldRow(r.list, r.row, isCard)), .. family.Select(r => new ToldRow(r.list, r.row, IsFamily: true))], disclose);
    }
}
