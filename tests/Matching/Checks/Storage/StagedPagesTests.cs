using Dapper;
using Pmo.Hosting.Decisions;
using Pmo.Matching.Checks.Storage;
using Pmo.Matching.Journals;
using Pmo.Matching.Journals.Storage;
using Pmo.Matching.Tests.Hosts;
using Pmo.Matching.Tokens;

namespace Pmo.Matching.Tests.Checks.Storage;

public sealed class StagedPagesTests
{
    private static readonly DecidedDataset[] Pkh = [new("pkh-2026", "dinsos")];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    // Persons by their first byte: both in one page, one alone in either half of it, and one of another attempt.
    [Fact]
    public async Task Journal_gets_those_of_one_attempt_and_no_others()
    {
        await using var host = await MatchingHost.StartAsync();
        var csr = host.Caller("csr");
        var check = (await host.Checks.FindAsync(await csr.OpenCheckAsync(1, Pkh), Token))!;
        var (found, other, aloneFound, alone, elsewhere) = (Person(7, 1), Person(7, 2), Person(8, 0), Person(255, 3), Person(9, 9));
        (await host.Checks.StageAsync(check.Key, "one", JournalPages.Divide([found, other, aloneFound], [found, aloneFound]), Token)).ShouldBeTrue();
        (await host.Checks.StageAsync(check.Key, "one", JournalPages.Divide([alone], []), Token)).ShouldBeTrue();
        (await host.Checks.StageAsync(check.Key, "two", JournalPages.Divide([elsewhere], []), Token)).ShouldBeTrue();

        await using var connection = host.Open();
        await using var transaction = await connection.BeginTransactionAsync(Token);
        var inquiry = new Inquiry("receipt", "csr", "a", "p", "check", "nik", [], new DateOnly(2026, 7, 1));
        var (key, _) = await Journal.OpenAsync(transaction, inquiry);
        await StagedPages.JournalAsync(transaction, check.Key, "one", key);

        foreach (var (person, expected) in (IEnumerable<(Pseudonym, bool?)>)[(found, true), (other, false), (aloneFound, true), (alone, false), (elsewhere, null)])
        {
            var told = await Journal.FindAsync(connection, person, transaction);
            told.Select(t => (bool?)t.Matched).SingleOrDefault().ShouldBe(expected);
        }
    }

    [Fact]
    public async Task Nothing_of_them_is_left_after_the_commit()
    {
        await using var host = await MatchingHost.StartAsync();
        var csr = host.Caller("csr");
        var check = (await host.Checks.FindAsync(await csr.OpenCheckAsync(1, Pkh), Token))!;
        await host.Checks.StageAsync(check.Key, "one", JournalPages.Divide([Person(7, 1)], []), Token);
        await host.Checks.SpoolAsync(check.Key, "one", 0, [[1]], Token);

        (await host.Checks.CommitAsync(check, "one", 1, 0, transaction => Task.CompletedTask, Token)).IsCommitted.ShouldBeTrue();

        (await host.CountAsync("check_answers")).ShouldBe(1);
        (await host.Checks.StageAsync(check.Key, "one", JournalPages.Divide([Person(7, 1)], []), Token)).ShouldBeFalse();
    }

    private static Pseudonym Person(byte first, byte last) => Pseudonym.Read([first, .. new byte[Pseudonym.Size - 2], last]);
}
