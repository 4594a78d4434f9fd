using System.Text.Json;
using Pmo.Hosting.Decisions;
using Pmo.Matching.Checks;
using Pmo.Matching.Tests.Hosts;
using Pmo.Protocol.Api;
using Pmo.Testing;

namespace Pmo.Matching.Tests.Checks;

public sealed class AnswerSpoolTests
{
    private static readonly DecidedDataset[] Pkh = [new("pkh-2026", "dinsos")];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    // None, some of a piece, a few pieces, and more than are written together (1 MiB); of lengths that end anywhere in a piece.
    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(3_000)]
    [InlineData(30_000)]
    public async Task Answer_is_read_as_it_was_written(int count)
    {
        await using var host = await MatchingHost.StartAsync();
        var csr = host.Caller("csr");
        var check = (await host.Checks.FindAsync(await csr.OpenCheckAsync(1, Pkh), Token))!;
        var (dice, spool) = (new Dice((ulong)count), new AnswerSpool(host.Checks, check.Key, "attempt"));
        var results = Enumerable.Range(0, count)
            .Select(i => new CheckResult(i, CheckResult.Match, [new Overlap(Programme: new string('p', dice.Next(100)))])).ToList();

        foreach (var result in results)
        {
            await spool.WriteAsync(result, Token);
        }

        var answer = new CheckAnswer(check.Id, "receipt", [], count, count, []);
        await spool.EndAsync(answer, Token);

        var stored = check with { Attempt = "attempt" };
        var (head, last) = await host.Checks.FindAnswerAsync(stored, Token);
        var whole = new List<byte>(head!);
        for (var seq = 1; seq <= last; seq++)
        {
            whole.AddRange((await host.Checks.ReadAnswerAsync(stored, seq, Token))!);
        }

        JsonSerializer.SerializeToUtf8Bytes(answer with { Results = results }, ApiJson.Options).ShouldBe(whole);
    }
}
