using Microsoft.Extensions.DependencyInjection;
using Pmo.Hosting.Work;
using Pmo.Oprf;
using Pmo.Pseudonyms.Evaluate;

namespace Pmo.Pseudonyms.Tests.Evaluate;

public sealed class PartEvaluatorTests
{
    [Fact]
    public async Task Same_part_is_answered_again_and_costs_nothing()
    {
        using var folder = new DataFolder();
        var part = BlindedPart.Of(3);
        byte[] before;
        byte[] first;
        await using (var host = await PseudonymsHost.StartAsync(folder))
        {
            before = (await host.StatementAsync()).PublicKey;
            using var response = await host.EvaluateAsync(part.Bytes, host.Decide());
            first = part.Tokens(await response.ShouldBeAnsweredAsync(), before);
        }

        await using var restarted = await PseudonymsHost.StartAsync(folder);
        using var again = await restarted.EvaluateAsync(part.Bytes, restarted.Decide());
        part.Tokens(await again.ShouldBeAnsweredAsync(), before).ShouldBe(first);
        (await restarted.TodayAsync()).ShouldBe(new DayUse(3, 3));
    }

    [Fact]
    public async Task Partner_cannot_get_other_persons_for_a_part_that_was_answered()
    {
        await using var host = await PseudonymsHost.StartAsync();
        using (var first = await host.EvaluateAsync(BlindedPart.Of(3).Bytes, host.Decide()))
        {
            await first.ShouldBeAnsweredAsync();
        }

        using var other = await host.EvaluateAsync(BlindedPart.Of(3, first: 100).Bytes, host.Decide());
        await other.ShouldBeRefusedAsync(422, "part_differs");
        (await host.TodayAsync()).Partner.ShouldBe(6, "a refused part counts");
    }

    [Theory]
    [InlineData(0, 0)] // nothing
    [InlineData(32, 0)] // the canary alone
    [InlineData(3 * 32, 2)] // one too few
    [InlineData(5 * 32, 4)] // one too many: an evaluation for nothing
    [InlineData((4 * 32) + 1, 3)]
    [InlineData((4 * 32) - 1, 2)]
    public async Task Part_of_another_length_is_refused_before_it_is_read(int bytes, int counted)
    {
        await using var host = await PseudonymsHost.StartAsync();
        var body = BlindedPart.Of(5).Bytes[..bytes];
        using var response = await host.EvaluateAsync(body, host.Decide(n: 3));
        var problem = await response.ShouldBeRefusedAsync(422, "part_size");
        problem.Detail.ShouldNotBeNull().ShouldContain("must hold 4 elements");
        (await host.TodayAsync()).Partner.ShouldBe(counted);
    }

    [Fact]
    public async Task Huge_body_counts_no_more_than_a_part()
    {
        await using var host = await PseudonymsHost.StartAsync();
        using var response = await host.EvaluateAsync(new byte[1024 * 1024], host.Decide());
        await response.ShouldBeRefusedAsync(422, "part_size");
        (await host.TodayAsync()).Partner.ShouldBe(8191);
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(-1, 3)]
    [InlineData(2, 8192)]
    public async Task Part_outside_the_session_is_refused(int number, int n)
    {
        await using var host = await PseudonymsHost.StartAsync();
        using var response = await host.EvaluateAsync(BlindedPart.Of(3).Bytes, host.Decide(part: number, n: n));
        await response.ShouldBeRefusedAsync(422, "part_unknown");
    }

    [Theory]
    [InlineData(0, 0x00, "element_identity")]
    [InlineData(2, 0x00, "element_identity")]
    [InlineData(0, 0xFF, "element_invalid")]
    [InlineData(3, 0xFF, "element_invalid")]
    [InlineData(1, 0x01, "element_invalid")] // odd, hence negative
    public async Task Bad_element_is_refused_with_its_index_and_nothing_is_multiplied(int index, byte fill, string code)
    {
        var multiplied = 0;
        await using var host = await PseudonymsHost.StartAsync(evaluate: (k, b, e, p) =>
        {
            multiplied++;
            return Voprf.Evaluate(k, b, e, p);
        });
        var part = BlindedPart.Of(3);
        var bad = (byte[])part.Bytes.Clone();
        bad.AsSpan(index * 32, 32).Fill(fill);
        using (var response = await host.EvaluateAsync(bad, host.Decide()))
        {
            var problem = await response.ShouldBeRefusedAsync(422, code);
            var item = problem.Errors.ShouldHaveSingleItem();
            (item.Code, item.Index).ShouldBe((code, index));
        }

        multiplied.ShouldBe(0);
        (await host.TodayAsync()).Partner.ShouldBe(3);

        using var mended = await host.EvaluateAsync(part.Bytes, host.Decide());
        await mended.ShouldBeAnsweredAsync();
        multiplied.ShouldBe(1);
    }

    [Fact]
    public async Task Prober_is_shut_out_of_the_session_after_16_refusals()
    {
        await using var host = await PseudonymsHost.StartAsync();
        var good = BlindedPart.Of(3);
        using (var answered = await host.EvaluateAsync(good.Bytes, host.Decide(n: 8194)))
        {
            await answered.ShouldBeRefusedAsync(422, "part_size");
        }

        for (var i = 1; i < 16; i++)
        {
            using var refused = await host.EvaluateAsync(new byte[64], host.Decide(n: 8194));
            await refused.ShouldBeRefusedAsync(422, "part_size");
        }

        var right = BlindedPart.Of(3);
        using (var closed = await host.EvaluateAsync(right.Bytes, host.Decide(part: 1, n: 8194)))
        {
            await closed.ShouldBeRefusedAsync(409, "session_closed");
        }

        using (var refused = await host.EvaluateAsync(new byte[64], host.Decide(n: 8194)))
        {
            await refused.ShouldBeRefusedAsync(409, "session_closed");
        }

        (await host.TodayAsync()).Partner.ShouldBe(3 + 15, "a closed session costs nothing more");
        using var other = await host.EvaluateAsync(right.Bytes, host.Decide(session: "c2"));
        await other.ShouldBeAnsweredAsync();
    }

    [Fact]
    public async Task Partner_cannot_use_anothers_session_nor_change_its_own()
    {
        await using var host = await PseudonymsHost.StartAsync();
        var part = BlindedPart.Of(3);
        using (var first = await host.EvaluateAsync(part.Bytes, host.Decide()))
        {
            await first.ShouldBeAnsweredAsync();
        }

        foreach (var decision in new[]
        {
            host.Decide(partner: "baznas-lampung"), host.Decide(operation: "upload"), host.Decide(kind: "kk"), host.Decide(n: 8194, part: 1),
        })
        {
            using var response = await host.EvaluateAsync(part.Bytes, decision);
            await response.ShouldBeRefusedAsync(409, "session_mismatch");
        }

        (await host.TodayAsync("baznas-lampung")).Partner.ShouldBe(0);
    }

    [Fact]
    public async Task Crash_while_multiplying_gives_nothing_away_and_the_retry_is_free()
    {
        using var folder = new DataFolder();
        var part = BlindedPart.Of(3);
        PseudonymsHost? crashing = null;
        DayUse? atTheCrash = null;
        crashing = await PseudonymsHost.StartAsync(folder, evaluate: (_, _, _, _) =>
        {
            atTheCrash = crashing!.TodayAsync().GetAwaiter().GetResult();
            throw new InvalidOperationException("killed here");
        });
        using (var lost = await crashing.EvaluateAsync(part.Bytes, crashing.Decide()))
        {
            await lost.ShouldBeRefusedAsync(500, "internal");
        }

        atTheCrash.ShouldBe(new DayUse(3, 3));
        await crashing.DisposeAsync();

        await using var host = await PseudonymsHost.StartAsync(folder);
        using var retry = await host.EvaluateAsync(part.Bytes, host.Decide());
        part.Tokens(await retry.ShouldBeAnsweredAsync(), (await host.StatementAsync()).PublicKey);
        (await host.TodayAsync()).ShouldBe(new DayUse(3, 3));
    }

    [Fact]
    public async Task One_partner_cannot_fill_the_queue()
    {
        await using var host = await PseudonymsHost.StartAsync();
        var gate = host.Services.GetRequiredService<WorkGate>();
        var held = Enumerable.Range(0, WorkGate.PerPartner + WorkGate.QueuePerPartner)
            .Select(_ => gate.EnterAsync("csr-nusantara", CancellationToken.None)).ToList();

        using (var beyond = await host.EvaluateAsync(BlindedPart.Of(3).Bytes, host.Decide()))
        {
            await beyond.ShouldBeRefusedAsync(429, "busy");
            beyond.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(WorkGate.RetryAfterSeconds));
        }

        (await host.TodayAsync()).Partner.ShouldBe(0);
        foreach (var turn in held)
        {
            (await turn)!.Dispose();
        }

        using var now = await host.EvaluateAsync(BlindedPart.Of(3).Bytes, host.Decide());
        await now.ShouldBeAnsweredAsync();
    }

    [Fact]
    public async Task Operator_reads_who_was_shut_out_and_who_met_the_ceiling()
    {
        using var folder = new DataFolder();
        await using (var host = await PseudonymsHost.StartAsync(folder, settings: "--Pseudonyms:PartnerCeilingPerDay=20"))
        {
            for (var i = 0; i < 16; i++)
            {
                using var refused = await host.EvaluateAsync(new byte[64], host.Decide(session: "probed"));
                await refused.ShouldBeRefusedAsync(422, "part_size");
            }

            using var beyond = await host.EvaluateAsync(BlindedPart.Of(5).Bytes, host.Decide(session: "c2", n: 5));
            await beyond.ShouldBeRefusedAsync(429, "ceiling_reached");
        }

        var logs = string.Concat(Directory.GetFiles(folder.In("logs")).Select(File.ReadAllText));
        logs.ShouldContain("closed after 16 refused parts");
        logs.ShouldContain("has used 16 of 20 today, all partners 16 of 2000000; asked 5 more");
    }

    [Fact]
    public async Task Log_reader_learns_no_element_and_no_key()
    {
        using var folder = new DataFolder();
        var part = BlindedPart.Of(3);
        byte[] answer;
        byte[] nik = new byte[32];
        await using (var host = await PseudonymsHost.StartAsync(folder, settings: "--Serilog:MinimumLevel=Verbose"))
        {
            using var response = await host.EvaluateAsync(part.Bytes, host.Decide());
            answer = await response.ShouldBeAnsweredAsync();
            using var refused = await host.EvaluateAsync(new byte[128], host.Decide());
            host.Keys.Master(Protocol.Inputs.IdentityKind.Nik).CopyTo(nik);
        }

        var logs = Directory.GetFiles(folder.In("logs")).SelectMany(File.ReadAllBytes).ToArray();
        Keys.KeyLoaderTests.Contains(logs, "Statement key, for partners to pin: "u8.ToArray()).ShouldBeTrue("the search must find what is there");
        foreach (var secret in (byte[][])[part.Bytes[..32], part.Bytes[32..64], answer[..32], answer[32..64], nik])
        {
            Keys.KeyLoaderTests.Encodings(secret).ShouldAllBe(form => !Keys.KeyLoaderTests.Contains(logs, form));
        }
    }
}
