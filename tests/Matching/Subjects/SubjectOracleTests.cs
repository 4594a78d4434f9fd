using System.Text.Json;
using Pmo.Matching.Destructions.Storage;
using Pmo.Matching.Journals;
using Pmo.Matching.Journals.Storage;
using Pmo.Matching.Subjects;
using Pmo.Matching.Tests.Hosts;
using Pmo.Matching.Tests.Questions;
using Pmo.Matching.Tokens;
using Pmo.Protocol.Api;
using Pmo.Testing;

namespace Pmo.Matching.Tests.Subjects;

/// <summary>What a person is told against a plain reading of the lists and of who asked.</summary>
public sealed class SubjectOracleTests
{
    private sealed record Asked(string Partner, string[] Datasets, HashSet<string> Persons, HashSet<string> Matched);

    [Fact]
    public async Task Answers_are_those_of_a_plain_reading_of_the_lists_and_the_journal()
    {
        await using var population = await Population.CreateAsync();
        var (rows, inquiries) = (0, 0);
        for (var seed = 1; seed <= 1000; seed++)
        {
            var dice = new Dice((ulong)seed + 210_000);
            var lists = RandomLists.Draw(dice);
            await population.FillAsync(lists);
            var covered = lists.Where(_ => dice.Chance(80)).DefaultIfEmpty(lists[0]).ToList();
            var (person, why) = (TestPseudonyms.Digits(dice.Next(RandomLists.Persons)), $"seed {seed}");

            // Nobody's journal is another population's: who asked is named for the seed.
            var asked = Enumerable.Range(0, dice.Next(3)).Select(i => Draw(dice, $"p{seed}-{i}", lists)).ToList();
            var decision = Population.Decide("subject", covered) with { Partner = "dinsos" };
            var work = new SubjectWork(
                new Subject { Id = "s", Partner = "dinsos", Mode = Subject.Access, CaseNumber = "1", Kind = "nik", Pseudonym = Population.PseudonymOf(person).ToBytes() },
                decision, new DestructionTable(population.Database, TimeProvider.System), TimeProvider.System);
            var answer = await population.Database.WriteAsync(
                async transaction =>
                {
                    foreach (var one in asked)
                    {
                        var (key, _) = await Journal.OpenAsync(
                            transaction, new Inquiry(one.Partner, one.Partner, "g", "p", "check", "nik", one.Datasets, new DateOnly(2026, 1, 1)));
                        await Journal.AddAsync(transaction, key, JournalPages.Divide(InOrder(one.Persons), InOrder(one.Matched)));
                    }

                    return await work.RunAsync(transaction);
                },
                default);

            answer.Datasets.Select(d => $"{d.Id} {d.Owner} {d.Rows} {Text(d.Records)}").ShouldBe(
                from list in covered
                let held = list.Rows.Where(r => r.Nik == person).ToList()
                where held.Count > 0
                select $"{list.Id} {list.Owner} {held.Count} {Text(held.Select(r => ToRecord(list, r)))}",
                ignoreOrder: true, why);
            var told = covered.Select(l => l.Id).ToHashSet();
            var mine = answer.Inquiries.Where(i => i.Organisation.StartsWith($"p{seed}-", StringComparison.Ordinal)).ToList();
            mine.Select(i => (i.Organisation, string.Join(',', i.Datasets), i.Matched)).ShouldBe(
                from one in asked
                where one.Persons.Contains(person) && one.Datasets.Any(told.Contains)
                let some = one.Datasets.Where(told.Contains).ToList()
                select (one.Partner, string.Join(',', some), some.Count == one.Datasets.Length ? one.Matched.Contains(person) : (bool?)null),
                why);
            (rows, inquiries) = (rows + answer.Datasets.Sum(d => d.Rows), inquiries + mine.Count);
        }

        // The cases reach what they are about.
        Math.Min(rows, inquiries).ShouldBeGreaterThan(200);
    }

    private static Asked Draw(Dice dice, string partner, List<RawList> lists)
    {
        var persons = Enumerable.Range(0, 20).Select(_ => TestPseudonyms.Digits(dice.Next(RandomLists.Persons))).ToHashSet();
        return new Asked(
            partner, [.. lists.Where(_ => dice.Chance(50)).DefaultIfEmpty(lists[0]).Select(l => l.Id).Order(StringComparer.Ordinal)], persons,
            [.. persons.Where(_ => dice.Chance(40))]);
    }

    private static List<Pseudonym> InOrder(IEnumerable<string> persons)
    {
        var all = persons.Select(Population.PseudonymOf).ToList();
        all.Sort(Pseudonym.Compare);
        return all;
    }

    private static SubjectRecord ToRecord(RawList list, RawRow row) => new(
        row.Delivered ? "delivered" : "claimed", row.AidType ?? list.AidType, row.Period, row.Amount, row.Region, row.IsRestricted ? true : null,
        row.IsNow ? null : true);

    private static string Text(IEnumerable<SubjectRecord> records) =>
        string.Join('\n', records.Select(r => JsonSerializer.Serialize(r, ApiJson.Options)).Order(StringComparer.Ordinal));
}
