using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Pmo.Hosting.Decisions;
using Pmo.Matching.Tests.Hosts;
using Pmo.Hosting.Work;
using Pmo.Protocol.Api;
using Pmo.Protocol.Parts;
using Pmo.Protocol.Wire;

namespace Pmo.Matching.Tests.Checks;

public sealed class CheckEndpointsTests
{
    private static readonly DecidedDataset[] Pkh = [new("pkh-2026", "dinsos")];

    private static async Task<MatchingHost> StartAsync(params int[] persons)
    {
        var host = await MatchingHost.StartAsync();
        var dinsos = host.Caller("dinsos");
        (await dinsos.CreateAsync(Caller.Aid("pkh-2026"))).Read<DatasetInfo>();
        await dinsos.UploadAsync("pkh-2026", [.. persons.Select(p => (p, Caller.Row()))]);
        return host;
    }

    [Theory]
    [InlineData(PartPlan.MaxPersons)]
    [InlineData(PartPlan.MaxPersons + 1)]
    public async Task A_list_at_the_boundary_of_a_part_keeps_its_positions(int persons)
    {
        await using var host = await StartAsync(0, 8190, 8191);
        var csr = host.Caller("csr");
        var answer = await csr.CheckAsync([.. Enumerable.Range(0, persons)], Pkh);
        answer.Results.Select(r => r.I).ShouldBe(persons == PartPlan.MaxPersons ? [0, 8190] : [0, 8190, 8191]);
        answer.Rows.ShouldBe(persons);
        answer.Matched.ShouldBe(answer.Results.Count);
    }

    [Fact]
    public async Task An_upload_over_two_parts_is_found_whole()
    {
        await using var host = await StartAsync([.. Enumerable.Range(0, PartPlan.MaxPersons + 1)]);
        var answer = await host.Caller("csr").CheckAsync([0, 8190, 8191, 8192], Pkh);
        answer.Results.Select(r => r.I).ShouldBe([0, 1, 2]);
    }

    [Fact]
    public async Task Partners_find_the_same_person_by_their_own_tokens()
    {
        await using var host = await StartAsync(1, 2);
        foreach (var partner in (string[])["csr", "baznas", "dinsos"])
        {
            (await host.Caller(partner).CheckAsync([2, 3], Pkh)).Results.Single().I.ShouldBe(0);
        }
    }

    [Fact]
    public async Task A_repeated_commit_gets_the_same_bytes_until_the_session_ends()
    {
        await using var host = await StartAsync(1);
        var csr = host.Caller("csr");
        var check = await csr.OpenCheckAsync(2, Pkh);
        var body = host.Pseudonyms.Part("csr", [1, 1]);
        (await csr.PutTokensAsync(check, 0, body)).Read<PartReceived>();
        (await csr.PutTokensAsync(check, 0, body)).Read<PartReceived>();
        (await csr.PutTokensAsync(check, 0, host.Pseudonyms.Part("csr", [1, 2]))).ShouldBe(422, "part_differs");

        var first = await csr.CommitCheckAsync(check, Pkh, audit: "a1");
        first.Read<CheckAnswer>().ShouldSatisfyAllConditions(
            a => a.Receipt.ShouldBe("a1"), a => a.Rows.ShouldBe(1), a => a.Matched.ShouldBe(1), a => a.Results.Count.ShouldBe(2));
        first.Headers.GetValues(PmoHeaders.Outcome).Single().ShouldBe("rows=1, matched=1");

        // Also after what it found is gone.
        await host.Caller("dinsos").UploadAsync("pkh-2026", [(7, Caller.Row())]);
        var again = await csr.CommitCheckAsync(check, Pkh, audit: "a2");
        again.Body.ShouldBe(first.Body);
        again.Headers.GetValues(PmoHeaders.Outcome).Single().ShouldBe("rows=1, matched=1");
        var all = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => csr.CommitCheckAsync(check, Pkh)));
        all.ShouldAllBe(r => r.Body.SequenceEqual(first.Body));

        (await csr.PutTokensAsync(check, 0, body)).ShouldBe(409, "session_committed");
        host.Time.Shift = TimeSpan.FromHours(25);
        (await csr.CommitCheckAsync(check, Pkh)).ShouldBe(409, "session_expired");
        (await csr.SendAsync(HttpMethod.Get, $"/v1/checks/{check}", d => d)).Read<CheckState>().State.ShouldBe("expired");
    }

    [Fact]
    public async Task Concurrent_first_commits_give_one_answer()
    {
        await using var host = await StartAsync(1);
        var csr = host.Caller("csr");
        var check = await csr.OpenCheckAsync(1, Pkh);
        (await csr.PutTokensAsync(check, 0, host.Pseudonyms.Part("csr", [1]))).Read<PartReceived>();
        var all = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => csr.CommitCheckAsync(check, Pkh)));
        all.Select(r => r.Read<CheckAnswer>().Receipt).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task What_is_told_is_what_open_and_commit_both_allow()
    {
        await using var host = await StartAsync(1);
        var (dinsos, csr) = (host.Caller("dinsos"), host.Caller("csr"));
        (await dinsos.CreateAsync(Caller.Aid("pip-2026", "PIP"))).Read<DatasetInfo>();
        await dinsos.UploadAsync("pip-2026", [(1, Caller.Row("claimed"))]);
        DecidedDataset[] both = [.. Pkh, new("pip-2026", "dinsos")];

        async Task<CheckAnswer> RunAsync(DecidedDataset[] open, string[] openTells, DecidedDataset[] commit, string[] commitTells)
        {
            var check = await csr.OpenCheckAsync(1, open, openTells);
            (await csr.PutTokensAsync(check, 0, host.Pseudonyms.Part("csr", [1]))).Read<PartReceived>();
            return (await csr.CommitCheckAsync(check, commit, commitTells)).Read<CheckAnswer>();
        }

        (await RunAsync(both, ["overlap", "category"], both, ["overlap", "category"])).Results.Single().Overlaps
            .ShouldBe([new Overlap(Category: "pendidikan", Claimed: true), new Overlap(Category: "tunai bersyarat")]);
        var narrowed = await RunAsync(both, ["overlap", "category", "year"], Pkh, ["overlap", "category", "provider"]);
        narrowed.Results.Single().Overlaps.ShouldBe([new Overlap(Category: "tunai bersyarat")]);
        narrowed.Covered.Select(c => c.Dataset).ShouldBe(["pkh-2026"]);
        (await RunAsync(Pkh, Caller.All, both, ["overlap"])).Results.Single().Overlaps.ShouldBeEmpty();
    }

    [Fact]
    public async Task Checks_are_refused_for_their_reasons()
    {
        await using var host = await StartAsync(1);
        var csr = host.Caller("csr");
        Decision Good(Decision d) => csr.InCheck(d, "c-1", Pkh) with { N = 1 };
        (await csr.PostAsync("/v1/checks", new CheckRequest(1, "mk"), Good)).ShouldBe(400, "field_value");
        (await csr.PostAsync("/v1/checks", new CheckRequest(1, "kk"), Good)).ShouldBe(403, "nothing_disclosed");
        (await csr.PostAsync("/v1/checks", new CheckRequest(1), d => Good(d) with { Kind = "kk" })).ShouldBe(409, "session_mismatch");
        (await csr.PostAsync("/v1/checks", new CheckRequest(2), Good)).ShouldBe(409, "session_mismatch");
        (await csr.PostAsync("/v1/checks", new CheckRequest(0), d => Good(d) with { N = 0 })).ShouldBe(400, "session_rows");
        (await csr.PostAsync("/v1/checks", new CheckRequest(1), d => Good(d) with { Disclose = ["category"] })).ShouldBe(403, "nothing_disclosed");
        (await csr.PostAsync("/v1/checks", new CheckRequest(1), d => Good(d) with { Datasets = [] })).ShouldBe(403, "dataset_not_covered");
        (await csr.PostAsync("/v1/checks", new CheckRequest(1), d => Good(d) with { Operation = "upload" })).ShouldBe(403, "operation_mismatch");

        var check = await csr.OpenCheckAsync(2, Pkh);
        (await csr.PostAsync("/v1/checks", new CheckRequest(1), d => Good(d) with { Session = check })).ShouldBe(409, "session_mismatch");
        var good = host.Pseudonyms.Part("csr", [1, 2]);
        (await csr.PutTokensAsync(check, 1, good)).ShouldBe(422, "part_unknown");
        (await csr.PutTokensAsync(check, 0, good[..^32])).ShouldBe(422, "part_size");
        (await csr.PutTokensAsync(check, 0, good[..^1])).ShouldBe(422, "part_size");
        (await csr.PutTokensAsync(check, 0, good, key: null)).ShouldBe(400, "header_missing");
        (await csr.PutTokensAsync(check, 0, good, "kk.e1.1")).ShouldBe(409, "key_retired");
        var wrong = await csr.PutTokensAsync(check, 0, [.. good[..^32], .. Enumerable.Repeat((byte)0xff, 32)]);
        wrong.ShouldBe(422, "element_invalid");
        wrong.Problem.Errors!.Single().Index.ShouldBe(2);
        (await csr.CommitCheckAsync(check, Pkh)).ShouldBe(409, "parts_missing");

        (await host.Caller("baznas").PutTokensAsync(check, 0, good)).ShouldBe(404, "not_found");
        (await host.Caller("baznas").CommitCheckAsync(check, Pkh)).ShouldBe(404, "not_found");
        (await host.Caller("baznas").SendAsync(HttpMethod.Get, $"/v1/checks/{check}", d => d)).ShouldBe(404, "not_found");
        (await csr.SendAsync(HttpMethod.Get, $"/v1/checks/{check}", d => d with { Session = "c-other" })).ShouldBe(404, "not_found");

        (await csr.PutTokensAsync(check, 0, good)).Read<PartReceived>();
        (await csr.CommitCheckAsync(check, [new("pkh-2026", "baznas")])).ShouldBe(403, "dataset_not_covered");
        (await csr.CommitCheckAsync(check, Pkh, ["category"])).ShouldBe(403, "nothing_disclosed");
        host.Time.Shift = TimeSpan.FromHours(25);
        (await csr.PutTokensAsync(check, 0, good)).ShouldBe(409, "session_expired");
        (await csr.CommitCheckAsync(check, Pkh)).ShouldBe(409, "session_expired");
    }

    [Fact]
    public async Task A_dataset_made_by_another_than_the_agreements_say_is_not_looked_in()
    {
        await using var host = await StartAsync(1);
        var csr = host.Caller("csr");
        DecidedDataset[] claimed = [new("pkh-2026", "baznas")];
        var check = await csr.OpenCheckAsync(1, claimed);
        (await csr.PutTokensAsync(check, 0, host.Pseudonyms.Part("csr", [1]))).Read<PartReceived>();
        (await csr.CommitCheckAsync(check, claimed)).ShouldBe(403, "dataset_owner_mismatch");
    }

    [Fact]
    public async Task A_person_on_very_many_rows_is_told_in_fifty_overlaps_at_most()
    {
        await using var host = await StartAsync(1);
        var dinsos = host.Caller("dinsos");
        await dinsos.UploadAsync("pkh-2026", [.. Enumerable.Range(0, 1200).Select(i => (1, Caller.Row() with { Period = $"{2000 + i / 12}-{1 + i % 12:D2}" }))]);
        var overlaps = (await host.Caller("csr").CheckAsync([1], Pkh)).Results.Single().Overlaps;
        overlaps.Count.ShouldBe(50);
        overlaps[0].Period.ShouldBe("2000-01");
    }

    [Fact]
    public async Task A_long_answer_is_told_in_pieces_and_whole()
    {
        // 1,500 persons with 5 overlaps each: some 1.2 MB, more than one piece.
        await using var host = await StartAsync(1);
        var rows = Enumerable.Range(0, 7500).Select(i => (i % 1500, Caller.Row() with { Period = $"2026-{1 + i / 1500:D2}", Region = "187101" })).ToList();
        await host.Caller("dinsos").UploadAsync("pkh-2026", rows);
        var answer = await host.Caller("csr").CheckAsync([.. Enumerable.Range(0, 1500)], Pkh);
        answer.Results.Select(r => r.I).ShouldBe(Enumerable.Range(0, 1500));
        answer.Results.ShouldAllBe(r => r.Overlaps.Count == 5);
    }

    [Fact]
    public async Task Who_sends_more_than_the_queue_holds_is_asked_to_come_back()
    {
        await using var host = await StartAsync(1);
        await host.StopAppAsync();
        host.Services = s => s.AddSingleton(new WorkGate(slots: 0));
        await host.StartAppAsync();
        var csr = host.Caller("csr");
        var check = await csr.OpenCheckAsync(1, Pkh);
        var body = host.Pseudonyms.Part("csr", [1]);

        // Nothing moves: all but one wait in the queue.
        var sent = Enumerable.Range(0, WorkGate.QueuePerPartner + 1).Select(_ => csr.PutTokensAsync(check, 0, body)).ToList();
        var turnedAway = await await Task.WhenAny(sent).WaitAsync(TimeSpan.FromSeconds(60));
        turnedAway.ShouldBe(429, "busy");
        turnedAway.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(WorkGate.RetryAfterSeconds));
        host.Http.CancelPendingRequests();
        sent.Remove(sent.Find(s => s.IsCompletedSuccessfully)!);
        foreach (var waiting in sent)
        {
            await Should.ThrowAsync<OperationCanceledException>(waiting);
        }
    }

    [Fact]
    public async Task The_api_is_described()
    {
        await using var host = await StartAsync(1);
        (await host.Http.GetStringAsync("/openapi/v1.json")).ShouldContain("/v1/checks/{id}/commit");
        (await host.Http.GetAsync("/health/ready")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
