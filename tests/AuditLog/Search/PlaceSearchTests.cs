using Pmo.AuditLog.Entries;
using Pmo.AuditLog.Search;
using Pmo.AuditLog.Storage;
using Pmo.AuditLog.Tests.Storage;
using Pmo.Testing;

namespace Pmo.AuditLog.Tests.Search;

/// <summary>Pages and counts against a plain reading of all entries: more chunks than a window, times out of order and the same, erasures, two indexers.</summary>
public sealed class PlaceSearchTests
{
    private static readonly string[] Organisations = ["csr-a", "csr-b", "csr-c", "dinsos"];
    private static readonly string[] Operations = ["check", "catalog", "upload"];
    private static readonly string[] Datasets = ["pkh", "zakat", "dtsen", "blt"];
    private static readonly string[] Reasons = ["no_agreement", "list_too_long", "quota_exhausted"];
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(15);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Answers_are_those_of_a_plain_reading_of_the_log()
    {
        using var log = await TestLog.NewAsync();
        using var replica = await log.ReplicaAsync();
        var (index, second) = (new EntryIndex(log.Database), new EntryIndex(replica.Database));
        var dice = new Dice(42);
        var start = log.Clock.GetUtcNow().AddMonths(-TestLog.Months - 1);
        var (size, found) = (0, 0);
        for (var round = 0; round < 8; round++)
        {
            var (first, count) = (size, 1 + dice.Next(round < 2 ? 300 : 1600));
            await log.Database.WriteAsync(
                async transaction =>
                {
                    for (var i = 0; i < count; i++)
                    {
                        await log.Log.AppendAsync(Draw(dice, start + ((first + i) * Step)), transaction);
                    }

                    return true;
                },
                Token);

            // Of those that are found already, and then of such as are not yet.
            if (round is 5 or 6)
            {
                log.Clock.Advance(TimeSpan.FromDays(5));
                await (round == 5 ? second.CatchUpAsync(Token) : Task.CompletedTask);
                (await log.Log.EraseAsync(TestLog.Months, Token)).ShouldBeGreaterThan(100);
            }

            await Task.WhenAll(index.CatchUpAsync(Token), second.CatchUpAsync(Token));
            var all = (await log.Database.ReadAsync(Rows.AllAsync, Token)).ConvertAll(Plain);
            size = all.Count;
            for (var i = 0; i < 60; i++)
            {
                found += await CompareAsync(log, index, all, dice, $"round {round}, query {i}");
            }

            await CompareRefusalsAsync(index, all, dice);
        }

        (size / ChunkBits.Places).ShouldBeGreaterThan(17);
        found.ShouldBeGreaterThan(1000);
    }

    // The first chunk is in the first window for its second entry; its first one comes after what the second window has of the same time.
    [Fact]
    public async Task Entry_of_a_later_window_that_has_the_time_of_one_that_is_found_comes_first_when_it_is_newer()
    {
        using var log = await TestLog.NewAsync();
        await log.Database.WriteAsync(
            async transaction =>
            {
                await TimesTable.PutAsync(Enumerable.Range(0, 18).Select(chunk => ((long)chunk, (List<long>)(chunk == 0 ? [7, 9] : [7]))), transaction);
                var number = (await WordTable.NumberAsync(["user:a"], transaction))["user:a"];
                await BitsTable.PutAsync([(number, 0, [1, .. new byte[31]]), (number, 1, [1, .. new byte[31]])], transaction);
                return true;
            },
            Token);

        var query = new EntryQuery(DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue, [["user:a"]], After: null, 1);
        (await log.Database.ReadAsync(c => PlaceSearch.FindAsync(query, c), Token)).ShouldBe([new EntryPlace(7, ChunkBits.Places)]);
    }

    private static AuditEntry Draw(Dice dice, DateTimeOffset about)
    {
        // Clocks jump back, and many entries share a time.
        var at = dice.Next(20) switch { 0 => about.AddDays(-dice.Next(20)), < 10 => about.AddMinutes(dice.Next(600)), _ => about - about.TimeOfDay };
        at = AuditId.ToTheMillisecond(at);
        var denied = dice.Chance(20);
        return new AuditEntry
        {
            Id = AuditId.New(at), At = at, Kind = AuditKind.Access, Decision = denied ? AuditDecision.Deny : AuditDecision.Allow,
            Organisation = dice.Pick(Organisations), User = dice.Chance(1) ? "rare" : $"user-{dice.Next(9)}", Operation = dice.Pick(Operations),
            Datasets = dice.Chance(70) ? [dice.Pick(Datasets), dice.Pick(Datasets)] : null,
            Reasons = denied ? [dice.Pick(Reasons)] : null, Status = denied ? 403 : dice.Chance(50) ? 201 : null,
        };
    }

    private static (EntryPlace Place, HashSet<string> Words) Plain(LogRow row)
    {
        var entry = EntryBytes.Read(row.Entry)!;
        HashSet<string> words =
        [
            EntryWords.Kind(entry.Kind), EntryWords.Decision(entry.Decision), .. (entry.Datasets ?? []).Select(EntryWords.Dataset),
            .. (entry.Reasons ?? []).Select(EntryWords.Reason), entry.Organisation is { } organisation ? EntryWords.Organisation(organisation) : "",
            entry.User is { } user ? EntryWords.User(user) : "", entry.Operation is { } operation ? EntryWords.Operation(operation) : "",
            entry.Status is { } status ? EntryWords.Status(status) : "",
        ];
        return (new EntryPlace(entry.At.ToUnixTimeMilliseconds(), row.Seq), words);
    }

    private static async Task<int> CompareAsync(
        TestLog log, EntryIndex index, List<(EntryPlace Place, HashSet<string> Words)> all, Dice dice, string why)
    {
        var words = all.SelectMany(entry => entry.Words).Where(word => word.Length > 0).Append("org:nobody").Distinct().Order(StringComparer.Ordinal).ToList();
        var groups = Enumerable.Range(0, dice.Next(4)).Select(_ => (IReadOnlyList<string>)[.. Enumerable.Range(0, 1 + dice.Next(3)).Select(_ => dice.Pick(words))]).ToList();
        var (from, until) = Bounds(all, dice);
        EntryPlace? after = dice.Chance(50) ? dice.Pick(all).Place : null;
        var query = new EntryQuery(from, until, groups, after, 1 + dice.Next(dice.Chance(10) ? all.Count : 120));

        var expected = all
            .Where(e => e.Place.At >= from.ToUnixTimeMilliseconds() && (after is { } last ? e.Place < last : e.Place.At < until.ToUnixTimeMilliseconds()))
            .Where(e => groups.All(group => group.Any(e.Words.Contains)))
            .Select(e => e.Place).OrderDescending().Take(query.Most).ToList();
        (await log.Database.ReadAsync(c => PlaceSearch.FindAsync(query, c), Token)).ShouldBe(expected, why);

        var (word, other) = (dice.Pick(words), dice.Pick(words));
        var count = all.Count(e => IsWithin(e.Place, from, until) && e.Words.Contains(word) && e.Words.Contains(other));
        (await index.CountAsync(word, other, from, until, Token)).ShouldBe(count, why);
        return expected.Count;
    }

    private static async Task CompareRefusalsAsync(EntryIndex index, List<(EntryPlace Place, HashSet<string> Words)> all, Dice dice)
    {
        var (from, until) = Bounds(all, dice);
        var counts = await index.CountRefusalsAsync(from, until, Token);
        counts.Where(c => c.Count > 0).ShouldBe(
            Reasons.Select(r => (r, (long)all.Count(e => IsWithin(e.Place, from, until) && e.Words.Contains("reason:" + r) && e.Words.Contains("decision:deny"))))
                .Where(c => c.Item2 > 0),
            ignoreOrder: true);
    }

    private static bool IsWithin(EntryPlace place, DateTimeOffset from, DateTimeOffset until) =>
        place.At >= from.ToUnixTimeMilliseconds() && place.At < until.ToUnixTimeMilliseconds();

    private static (DateTimeOffset From, DateTimeOffset Until) Bounds(List<(EntryPlace Place, HashSet<string> Words)> all, Dice dice)
    {
        DateTimeOffset Time() => DateTimeOffset.FromUnixTimeMilliseconds(dice.Pick(all).Place.At + dice.Next(2));
        return (dice.Chance(50) ? DateTimeOffset.UnixEpoch : Time(), dice.Chance(50) ? DateTimeOffset.MaxValue : Time());
    }
}
