using System.Net;
using Pmo.Protocol.Api;
using Pmo.Pseudonyms.Evaluate;
using Pmo.Pseudonyms.Evaluate.Storage;

namespace Pmo.Pseudonyms.Tests.Evaluate.Storage;

public sealed class PartLedgerTests
{
    [Fact]
    public async Task Partner_cannot_pass_its_ceiling_with_20_requests_at_once()
    {
        await using var host = await PseudonymsHost.StartAsync(settings: ["--Pseudonyms:PartnerCeilingPerDay=31"]);
        var codes = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => UntilSettledAsync(host, $"c{i}", "csr-nusantara")));

        codes.Count(c => c is null).ShouldBe(10, "10 × 3 persons fit under 31");
        codes.Count(c => c == "ceiling_reached").ShouldBe(10);
        (await host.TodayAsync()).Partner.ShouldBe(30);
    }

    [Fact]
    public async Task All_partners_together_cannot_pass_the_total_ceiling()
    {
        await using var host = await PseudonymsHost.StartAsync(settings: ["--Pseudonyms:TotalCeilingPerDay=30", "--Pseudonyms:QueueLength=32"]);
        var codes = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => UntilSettledAsync(host, $"c{i}", $"partner-{i % 10}")));

        codes.Count(c => c is null).ShouldBe(10);
        codes.Count(c => c == "ceiling_reached").ShouldBe(10);
        (await host.TodayAsync("partner-0")).Total.ShouldBe(30);
    }

    [Fact]
    public async Task Replicas_share_one_ceiling()
    {
        using var folder = new DataFolder();
        await using var a = await PseudonymsHost.StartAsync(folder, settings: ["--Pseudonyms:PartnerCeilingPerDay=12"]);
        await using var b = await PseudonymsHost.StartAsync(folder, settings: ["--Pseudonyms:PartnerCeilingPerDay=12"]);
        var codes = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => UntilSettledAsync(i % 2 == 0 ? a : b, $"c{i}", "csr-nusantara")));
        codes.Count(c => c is null).ShouldBe(4);
        (await b.TodayAsync()).Partner.ShouldBe(12);
    }

    [Fact]
    public async Task Ceiling_is_open_again_on_the_next_day_in_western_Indonesia()
    {
        await using var host = await PseudonymsHost.StartAsync(settings: ["--Pseudonyms:PartnerCeilingPerDay=3"]);
        var part = BlindedPart.Of(3);
        using (var first = await host.EvaluateAsync(part.Bytes, host.Decide()))
        {
            await first.ShouldBeAnsweredAsync();
        }

        using (var refused = await host.EvaluateAsync(part.Bytes, host.Decide(session: "c2")))
        {
            await refused.ShouldBeRefusedAsync(429, "ceiling_reached");
            refused.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromHours(14), "10:00 WIB to midnight");
        }

        using (var again = await host.EvaluateAsync(part.Bytes, host.Decide()))
        {
            await again.ShouldBeAnsweredAsync();
        }

        host.Time.Advance(TimeSpan.FromHours(14));
        using var next = await host.EvaluateAsync(part.Bytes, host.Decide(session: "c2"));
        await next.ShouldBeAnsweredAsync();
        (await host.TodayAsync()).Partner.ShouldBe(3);
    }

    [Fact]
    public async Task Refused_parts_count_up_to_the_ceiling_and_not_past_it()
    {
        await using var host = await PseudonymsHost.StartAsync(settings: ["--Pseudonyms:PartnerCeilingPerDay=5"]);
        for (var i = 0; i < 3; i++)
        {
            using var refused = await host.EvaluateAsync(new byte[128], host.Decide());
            await refused.ShouldBeRefusedAsync(422, "element_identity");
        }

        (await host.TodayAsync()).Partner.ShouldBe(5);
        using var response = await host.EvaluateAsync(BlindedPart.Of(3).Bytes, host.Decide());
        await response.ShouldBeRefusedAsync(429, "ceiling_reached");
    }

    [Fact]
    public async Task Key_is_not_used_beyond_2_to_the_30_evaluations()
    {
        await using var host = await PseudonymsHost.StartAsync();
        await host.SetEvaluationsAsync("nik", PartLedger.MaxEvaluations - 4);
        using (var last = await host.EvaluateAsync(BlindedPart.Of(3).Bytes, host.Decide()))
        {
            await last.ShouldBeAnsweredAsync();
        }

        using (var beyond = await host.EvaluateAsync(BlindedPart.Of(1).Bytes, host.Decide(session: "c2", n: 1)))
        {
            await beyond.ShouldBeRefusedAsync(503, "key_exhausted");
        }

        (await host.TodayAsync()).Partner.ShouldBe(3, "what was refused for the key is not charged");
        using var other = await host.EvaluateAsync(BlindedPart.Of(1, "kk").Bytes, host.Decide(session: "c3", n: 1, kind: "kk"));
        await other.ShouldBeAnsweredAsync();
    }

    [Fact]
    public async Task Same_part_sent_twice_at_once_is_charged_once()
    {
        await using var host = await PseudonymsHost.StartAsync();
        var part = BlindedPart.Of(3);
        var responses = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => host.EvaluateAsync(part.Bytes, host.Decide())));
        foreach (var response in responses)
        {
            await response.ShouldBeAnsweredAsync();
            response.Dispose();
        }

        (await host.TodayAsync()).ShouldBe(new DayUse(3, 3));
    }

    /// <returns>Null when it was answered, else the code of the refusal; asks again while the service is busy.</returns>
    private static async Task<string?> UntilSettledAsync(PseudonymsHost host, string session, string partner)
    {
        var part = BlindedPart.Of(3);
        while (true)
        {
            using var response = await host.EvaluateAsync(part.Bytes, host.Decide(session: session, partner: partner));
            if (response.StatusCode == HttpStatusCode.OK)
            {
                return null;
            }

            var code = (await response.ReadAsync<Problem>()).Code;
            if (code != "busy")
            {
                return code;
            }
        }
    }
}
