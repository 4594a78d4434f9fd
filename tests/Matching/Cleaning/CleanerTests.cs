using Pmo.Hosting.Decisions;
using Pmo.Matching.Tests.Hosts;
using Pmo.Protocol.Api;

namespace Pmo.Matching.Tests.Cleaning;

public sealed class CleanerTests
{
    private static readonly DecidedDataset[] Pkh = [new("pkh-2026", "dinsos")];

    private static List<(int Person, UploadRow Row)> Rows(int count) => [.. Enumerable.Range(0, count).Select(i => (i, Caller.Row()))];

    private static async Task<MatchingHost> StartAsync(DateOnly? retainUntil = null)
    {
        var host = await MatchingHost.StartAsync();
        (await host.Caller("dinsos").CreateAsync(Caller.Aid("pkh-2026") with { RetainUntil = retainUntil ?? new DateOnly(2099, 12, 31) }))
            .Read<DatasetInfo>();
        return host;
    }

    [Fact]
    public async Task Superseded_rows_are_destroyed_and_visible_ones_stay()
    {
        await using var host = await StartAsync();
        var dinsos = host.Caller("dinsos");
        await dinsos.UploadAsync("pkh-2026", Rows(5000));
        await dinsos.UploadAsync("pkh-2026", Rows(3));
        await host.Cleaner.RunOnceAsync(default);
        (await host.CountAsync("records")).ShouldBe(3);
        (await host.Caller("csr").CheckAsync([0, 4], Pkh)).Matched.ShouldBe(1);
    }

    [Fact]
    public async Task An_expired_upload_and_a_closed_dataset_leave_nothing()
    {
        await using var host = await StartAsync();
        var dinsos = host.Caller("dinsos");
        var upload = await dinsos.OpenUploadAsync("pkh-2026", 2);
        (await dinsos.PutRowsAsync("pkh-2026", upload, 0, dinsos.Ndjson(Rows(2)))).Read<PartReceived>();
        (await host.CountAsync("records")).ShouldBe(2);
        host.Time.Shift = TimeSpan.FromHours(25);
        await host.Cleaner.RunOnceAsync(default);
        (await host.CountAsync("records")).ShouldBe(0);
        (await dinsos.PutRowsAsync("pkh-2026", upload, 0, dinsos.Ndjson(Rows(2)))).ShouldBe(409, "session_expired");

        await dinsos.UploadAsync("pkh-2026", Rows(4));
        await dinsos.SendAsync(HttpMethod.Delete, "/v1/datasets/pkh-2026", d => d with { Operation = "upload" });
        await host.Cleaner.RunOnceAsync(default);
        (await host.CountAsync("records")).ShouldBe(0);
    }

    [Fact]
    public async Task A_dataset_whose_retention_has_ended_is_closed_and_destroyed()
    {
        await using var host = await StartAsync(DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().AddDays(10).Date));
        var dinsos = host.Caller("dinsos");
        await dinsos.UploadAsync("pkh-2026", Rows(4));
        host.Time.Shift = TimeSpan.FromDays(12);
        await host.Cleaner.RunOnceAsync(default);
        (await host.CountAsync("records")).ShouldBe(0);
        (await dinsos.SendAsync(HttpMethod.Get, "/v1/datasets/pkh-2026", d => d)).Read<DatasetInfo>().State.ShouldBe("closed");
    }

    [Fact]
    public async Task Pseudonyms_of_a_check_go_at_commit_and_the_rest_when_it_expires()
    {
        await using var host = await StartAsync();
        var csr = host.Caller("csr");
        await host.Caller("dinsos").UploadAsync("pkh-2026", Rows(1));
        await csr.CheckAsync([0], Pkh);
        (await host.CountAsync("check_parts")).ShouldBe(0);
        (await host.CountAsync("check_answers")).ShouldBeGreaterThan(0);
        var open = await csr.OpenCheckAsync(1, Pkh);
        (await csr.PutTokensAsync(open, 0, host.Pseudonyms.Part("csr", [0]))).Read<PartReceived>();

        host.Time.Shift = TimeSpan.FromHours(25);
        await host.Cleaner.RunOnceAsync(default);
        (await host.CountAsync("check_parts")).ShouldBe(0);
        (await host.CountAsync("check_answers")).ShouldBe(0);
        (await host.CountAsync("checks")).ShouldBe(2);
        host.Time.Shift = TimeSpan.FromDays(9);
        await host.Cleaner.RunOnceAsync(default);
        (await host.CountAsync("checks")).ShouldBe(0);
    }

    // A commit, or a part, that began before the check expired and writes after it was cleaned.
    [Fact]
    public async Task What_is_written_late_to_an_expired_check_is_not_kept_and_does_not_stop_the_cleaner()
    {
        await using var host = await StartAsync();
        var csr = host.Caller("csr");
        var check = await csr.OpenCheckAsync(1, Pkh);
        (await csr.PutTokensAsync(check, 0, host.Pseudonyms.Part("csr", [0]))).Read<PartReceived>();
        var key = await host.SumAsync($"SELECT key FROM checks WHERE id = '{check}'");
        host.Time.Shift = TimeSpan.FromHours(25);
        await host.Cleaner.RunOnceAsync(default);

        (await host.Checks.SpoolAsync(key, "late", 1, [[1]], default)).ShouldBeFalse();
        (await host.Checks.AddPartAsync(key, 0, "digest", new byte[16], default)).ShouldBeNull();
        (await host.CountAsync("check_answers") + await host.CountAsync("check_parts")).ShouldBe(0);
        var late = await host.Checks.CommitAsync((await host.Checks.FindAsync(check, default))!, "late", 1, 1, _ => throw new InvalidOperationException(), default);
        late.IsCommitted.ShouldBeFalse();

        host.Time.Shift = TimeSpan.FromDays(9);
        await host.Cleaner.RunOnceAsync(default);
        (await host.CountAsync("checks")).ShouldBe(0);
    }

    // As when it is cleaned between its commit and its answer: the one that asks does not see that it has expired.
    [Fact]
    public async Task A_committed_check_whose_answer_was_destroyed_is_expired_and_not_empty()
    {
        await using var host = await StartAsync();
        var csr = host.Caller("csr");
        var check = await csr.OpenCheckAsync(1, Pkh);
        (await csr.PutTokensAsync(check, 0, host.Pseudonyms.Part("csr", [0]))).Read<PartReceived>();
        (await csr.CommitCheckAsync(check, Pkh)).Read<CheckAnswer>();
        host.Time.Shift = TimeSpan.FromHours(25);
        await host.Cleaner.RunOnceAsync(default);
        host.Time.Shift = default;

        var refused = await csr.CommitCheckAsync(check, Pkh);
        refused.ShouldBe(409, "session_expired");
        refused.Headers.Contains("Pmo-Outcome").ShouldBeFalse();
    }

    [Fact]
    public async Task An_answer_that_is_destroyed_while_it_is_sent_does_not_look_whole()
    {
        await using var host = await StartAsync();
        var csr = host.Caller("csr");
        var check = await csr.OpenCheckAsync(1, Pkh);
        (await csr.PutTokensAsync(check, 0, host.Pseudonyms.Part("csr", [0]))).Read<PartReceived>();
        (await csr.CommitCheckAsync(check, Pkh)).Read<CheckAnswer>();

        // Of three pieces the one in the middle is gone.
        await host.ExecuteAsync($"INSERT INTO check_answers (check_key, attempt, seq, content) SELECT key, attempt, 3, x'20' FROM checks WHERE id = '{check}'");
        await Should.ThrowAsync<HttpRequestException>(() => csr.CommitCheckAsync(check, Pkh));
    }

    [Fact]
    public async Task What_was_written_late_before_it_was_refused_goes_with_its_check()
    {
        await using var host = await StartAsync();
        var check = await host.Caller("csr").OpenCheckAsync(1, Pkh);
        host.Time.Shift = TimeSpan.FromHours(25);
        await host.Cleaner.RunOnceAsync(default);
        await host.ExecuteAsync($"INSERT INTO check_answers (check_key, attempt, seq, content) SELECT key, 'late', 1, x'01' FROM checks WHERE id = '{check}'");
        await host.ExecuteAsync($"INSERT INTO check_parts (check_key, part, digest, pseudonyms) SELECT key, 0, 'd', x'01' FROM checks WHERE id = '{check}'");
        host.Time.Shift = TimeSpan.FromDays(9);
        await host.Cleaner.RunOnceAsync(default);
        (await host.CountAsync("checks") + await host.CountAsync("check_answers") + await host.CountAsync("check_parts")).ShouldBe(0);
    }
}
