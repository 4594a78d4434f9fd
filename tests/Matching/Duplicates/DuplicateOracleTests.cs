using Microsoft.AspNetCore.DataProtection;
using Pmo.Hosting.Decisions;
using Pmo.Hosting.Work;
using Pmo.Matching.Duplicates;
using Pmo.Matching.Duplicates.Storage;
using Pmo.Matching.Tests.Checks;
using Pmo.Matching.Tests.Hosts;
using Pmo.Matching.Tests.Questions;
using Pmo.Protocol.Api;
using Pmo.Testing;

namespace Pmo.Matching.Tests.Duplicates;

/// <summary>Duplicates against a plain reading of the same lists, page by page: elsewhere, within, withheld, to whom nobody delivers, and what is charged.</summary>
public sealed class DuplicateOracleTests
{
    [Fact]
    public async Task Answers_are_those_of_a_plain_reading_of_the_lists()
    {
        await using var population = await Population.CreateAsync();
        var finder = new DuplicateFinder(
            new DuplicateStore(population.Database), new AskedLedger(population.Database), new DuplicateCursor(new EphemeralDataProtectionProvider()),
            new WorkGate(2), TimeProvider.System);
        var (matched, withheld, within, unreachedPersons) = (0, 0, 0, 0);
        for (var seed = 1; seed <= 1000; seed++)
        {
            var dice = new Dice((ulong)seed + 140_000);
            var lists = RandomLists.Draw(dice);
            await population.FillAsync(lists);
            var own = dice.Pick(lists);
            List<RawList> used = [own, .. lists.Where(l => l != own && dice.Chance(70))];
            var only = RandomLists.Where(dice);
            HashSet<string> disclose = ["overlap", .. OverlapReading.Fields.Where(_ => dice.Chance(45))];
            var decision = Population.Decide("duplicates", dice.Chance(50) ? Enumerable.Reverse(used) : used, regions: only) with
            {
                Partner = own.Owner, Agreement = "g", Purpose = "p", Disclose = [.. disclose],
            };

            var (pages, persons) = (new List<DuplicatesPage>(), 0);
            var limit = 1 + dice.Next(6);
            for (string? cursor = null; pages.Count == 0 || cursor is not null; persons++)
            {
                var page = (await finder.FindAsync(new PageRequest(own.Id, cursor, limit), decision with { Audit = $"a{seed}-{persons}" }, default)).Value!;
                page.Persons.Count.ShouldBeLessThanOrEqualTo(limit);
                pages.Add(page);
                cursor = page.Next;
            }

            var why = $"seed {seed}";
            var expected = Read(own, used, only, disclose);
            pages.SelectMany(p => p.Persons).Select(Text).ShouldBe(expected.Where(e => e.IsListed).Select(e => e.Text), ignoreOrder: true, why);
            pages.Sum(p => p.Rows).ShouldBe(expected.Count, why);
            pages.Sum(p => p.Matched).ShouldBe(expected.Count(e => e.Status == "match"), why);
            pages.Sum(p => p.Charged).ShouldBe(expected.Count * used.Count(l => l.Kind == "aid" && l.Owner != own.Owner), why);
            var unreached = await finder.FindAsync(new PageRequest(own.Id, null, 100, IsUnreached: true), decision with { Audit = $"a{seed}-none" }, default);
            if (own.Kind == "register")
            {
                unreached.Value!.Persons.Select(Text).ShouldBe(expected.Where(e => !e.IsReached).Select(e => e.Text.Replace(" match ", " claimed ")), ignoreOrder: true, why);
                unreachedPersons += unreached.Value.Persons.Count;
            }
            else
            {
                unreached.Failure!.Code.Code.ShouldBe("not_a_register", why);
            }

            (await finder.FindAsync(new PageRequest(own.Id, null, 100), decision with { Audit = $"a{seed}-again" }, default)).Value!.Charged.ShouldBe(0, why);
            matched += expected.Count(e => e.Status == "match");
            withheld += expected.Count(e => e.Status == "withheld");
            within += expected.Count(e => e is { Status: "none", IsListed: true });
        }

        // The cases reach what they are about.
        Math.Min(Math.Min(matched, unreachedPersons), Math.Min(withheld, within)).ShouldBeGreaterThan(200);
    }

    private static string Text(DuplicatePerson person) =>
        $"{string.Join(',', person.Rows.Select(r => r.Ref).Order())}: {person.Count} {person.Status} {OverlapReading.Text(person.Overlaps)}";

    private static List<(string Status, bool IsListed, bool IsReached, string Text)> Read(RawList own, List<RawList> used, DecidedRegions? only, HashSet<string> disclose) =>
    [
        .. own.Rows.Where(r => r.Counts && RandomLists.Counts(own, r)).GroupBy(r => r.Nik).Select(mine =>
        {
            var elsewhere = (from list in used
                             where list != own && list.Kind == "aid"
                             from row in list.Rows
                             where row.Nik == mine.Key && row.Counts && RandomLists.Counts(list, row)
                             select new ToldRow(list, row, IsFamily: false)).ToList();
            var shown = elsewhere.Where(r => RandomLists.Shows(only, r.Row.Region)).ToList();
            var status = shown.Count > 0 ? "match" : elsewhere.Count > 0 ? "withheld" : "none";
            return (status, status != "none" || mine.Count() > 1, shown.Exists(r => r.Row.Delivered),
                $"{string.Join(',', mine.Select(r => r.Ref).Order())}: {mine.Count()} {status} {OverlapReading.Read(shown, disclose)}");
        }),
    ];
}
