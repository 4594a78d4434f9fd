using Pmo.Matching.Checks;
using Pmo.Matching.Journals;
using Pmo.Matching.Tokens;
using Pmo.Testing;

namespace Pmo.Matching.Tests.Checks;

public sealed class AskedPersonsTests
{
    // All in one range, in a few, and in as many as there can be; each person once, and each about five times.
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(5000, 5000, 1)]
    [InlineData(5000, 600, 1)]
    [InlineData(5000, 600, 5)]
    [InlineData(5000, 1, 5)]
    public void Ranges_together_are_all_persons_once(int rows, int together, int repeats)
    {
        var dice = new Dice((ulong)(rows + together));
        var persons = Enumerable.Range(0, (rows + repeats - 1) / repeats).Select(_ => Draw(dice)).ToList();
        var asked = Enumerable.Range(0, rows).Select(_ => persons[dice.Next(persons.Count)]).ToList();
        var found = persons.Where(_ => dice.Chance(30)).ToHashSet();
        var pages = new List<(int Bucket, byte[] Matched, byte[] Others)>();
        var counted = (Persons: 0, Found: 0);

        var ranges = new AskedPersons(rows, together);
        for (var range = 0; range < ranges.Ranges; range++)
        {
            ranges.Begin(range);
            foreach (var (row, person) in asked.Index())
            {
                if (range == 0)
                {
                    ranges.Add(row, person, found.Contains(person));
                }
                else
                {
                    ranges.Add(row, person);
                }
            }

            var (more, moreFound) = ranges.End();
            counted = (counted.Persons + more, counted.Found + moreFound);
            pages.AddRange(ranges.Pages);
        }

        ranges.Ranges.ShouldBe(Math.Min(256, (rows + together - 1) / together));
        var sorted = asked.Distinct().ToList();
        sorted.Sort(Pseudonym.Compare);
        counted.ShouldBe((sorted.Count, sorted.Count(found.Contains)));
        pages.Select(Text).ShouldBe(JournalPages.Divide(sorted, [.. sorted.Where(found.Contains)]).Select(Text));
    }

    [Fact]
    public void One_person_again_and_again_takes_no_more_room()
    {
        var person = Draw(new Dice(1));
        var asked = new AskedPersons(100_000, together: 100);
        asked.Begin(JournalPages.BucketOf(person));
        for (var row = 0; row < 100_000; row++)
        {
            asked.Add(row, person, isFound: true);
        }

        asked.End().ShouldBe((1, 1));
        asked.Pages.Single().Matched.ShouldBe(person.ToBytes());
    }

    [Fact]
    public void Nobody_is_no_page() => new AskedPersons(0).Pages.ShouldBeEmpty();

    private static Pseudonym Draw(Dice dice) => Pseudonym.Read([.. Enumerable.Range(0, Pseudonym.Size).Select(_ => (byte)dice.Next(256))]);

    private static string Text((int Bucket, byte[] Matched, byte[] Others) page) =>
        $"{page.Bucket} {Convert.ToHexString(page.Matched)} {Convert.ToHexString(page.Others)}";
}
