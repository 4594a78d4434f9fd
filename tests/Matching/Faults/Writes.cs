using Pmo.Hosting.Decisions;
using Pmo.Matching.Tests.Hosts;
using Pmo.Protocol.Api;

namespace Pmo.Matching.Tests.Faults;

/// <summary>Every write of the service, by name: made ready on datasets of its own, so that one host serves many.</summary>
internal static class Writes
{
    private static readonly Dictionary<string, Func<MatchingHost, string, Task<Fault>>> All = new(StringComparer.Ordinal)
    {
        ["part"] = PartAsync,
        ["replace"] = (host, id) => CommitAsync(host, id, "replace"),
        ["append"] = (host, id) => CommitAsync(host, id, "append"),
        ["close"] = CloseAsync,
        ["check-part"] = CheckPartAsync,
        ["check"] = CheckAsync,
        ["erase"] = (host, id) => SubjectAsync(host, id, "erase"),
        ["restrict"] = (host, id) => SubjectAsync(host, id, "restrict"),
        ["lift"] = LiftAsync,
        ["duplicates"] = DuplicatesAsync,
    };

    public static TheoryData<string> Names => [.. All.Keys];

    /// <param name="host">With a snapshot at each commit.</param>
    /// <param name="name">Which write.</param>
    /// <param name="id">Of its dataset, which is not there yet.</param>
    public static Task<Fault> PrepareAsync(this MatchingHost host, string name, string id) => All[name](host, id);

    private static List<(int Person, UploadRow Row)> Rows(int from, int count) => [.. Enumerable.Range(from, count).Select(i => (i, Caller.Row()))];

    private static async Task<Caller> CreateAsync(MatchingHost host, string id, int rows = 3)
    {
        var dinsos = host.Caller("dinsos");
        (await dinsos.CreateAsync(Caller.Aid(id))).Read<DatasetInfo>();
        await dinsos.UploadAsync(id, Rows(0, rows));
        return dinsos;
    }

    private static async Task<Fault> PartAsync(MatchingHost host, string id)
    {
        var dinsos = await CreateAsync(host, id);
        var upload = await dinsos.OpenUploadAsync(id, 40);
        var part = dinsos.Ndjson(Rows(0, 40));
        return new Fault(() => dinsos.PutRowsAsync(id, upload, 0, part), async () =>
        {
            var state = (await dinsos.SendAsync(HttpMethod.Get, $"/v1/datasets/{id}/uploads/{upload}", d => dinsos.InUpload(d, id, upload))).Read<UploadState>();
            var isDone = state.Received.Count == 1;
            (await host.CountAsync($"records WHERE upload = (SELECT key FROM uploads WHERE id = '{upload}')")).ShouldBe(isDone ? 40 : 0);
            return isDone;
        });
    }

    private static async Task<Fault> CommitAsync(MatchingHost host, string id, string mode)
    {
        var dinsos = await CreateAsync(host, id);
        var upload = await dinsos.OpenUploadAsync(id, 5, mode);
        (await dinsos.PutRowsAsync(id, upload, 0, dinsos.Ndjson(Rows(10, 5)))).Read<PartReceived>();
        int[] persons = [0, 1, 2, 10, 11, 12, 13, 14];
        var (before, after) = (persons[..3], mode == "replace" ? persons[3..] : persons);
        return new Fault(() => dinsos.CommitUploadAsync(id, upload), async () =>
        {
            var found = await FoundAsync(host, id, persons);
            var isDone = found.SequenceEqual(after);
            found.ShouldBe(isDone ? after : before);
            (await ShowAsync(dinsos, id)).Rows.ShouldBe(found.Length);
            (await host.CountAsync($"snapshot_uploads WHERE upload = (SELECT key FROM uploads WHERE id = '{upload}')")).ShouldBe(isDone ? 1 : 0);
            return isDone;
        });
    }

    private static async Task<Fault> CloseAsync(MatchingHost host, string id)
    {
        var dinsos = await CreateAsync(host, id);
        return new Fault(
            () => dinsos.SendAsync(HttpMethod.Delete, $"/v1/datasets/{id}", d => Caller.Owning(d, id)),
            async () =>
            {
                var isDone = (await ShowAsync(dinsos, id)).State == "closed";
                (await FoundAsync(host, id, [0, 1, 2])).Length.ShouldBe(isDone ? 0 : 3);
                (await host.CountAsync($"uploads WHERE state = 'committed' AND dataset = (SELECT key FROM datasets WHERE id = '{id}')")).ShouldBe(isDone ? 0 : 1);
                return isDone;
            });
    }

    private static async Task<Fault> CheckPartAsync(MatchingHost host, string id)
    {
        await CreateAsync(host, id);
        var csr = host.Caller("csr");
        var check = await csr.OpenCheckAsync(4, Of(id));
        var part = host.Pseudonyms.Part("csr", [0, 1, 2, 3]);
        return new Fault(() => csr.PutTokensAsync(check, 0, part), async () => (await StateAsync(csr, check, id)).Received.Count == 1);
    }

    private static async Task<Fault> CheckAsync(MatchingHost host, string id)
    {
        await CreateAsync(host, id);
        var csr = host.Caller("csr");
        var check = await csr.OpenCheckAsync(4, Of(id));
        (await csr.PutTokensAsync(check, 0, host.Pseudonyms.Part("csr", [0, 7, 1, 8]))).Read<PartReceived>();
        return new Fault(() => csr.CommitCheckAsync(check, Of(id), audit: $"audit-{id}"), async () =>
        {
            var key = $"(SELECT key FROM checks WHERE id = '{check}')";
            var isDone = (await StateAsync(csr, check, id)).State == "committed";
            (await host.CountAsync($"check_parts WHERE check_key = {key}")).ShouldBe(isDone ? 0 : 1);
            (await JournalAsync(host, $"receipt = 'audit-{id}'")).ShouldBe(isDone ? 4 : 0);
            if (isDone)
            {
                var answer = (await csr.CommitCheckAsync(check, Of(id))).Read<CheckAnswer>();
                answer.Results.Select(r => r.I).ShouldBe([0, 2]);
                answer.Receipt.ShouldBe($"audit-{id}");
                (await host.CountAsync($"(SELECT DISTINCT attempt FROM check_answers WHERE check_key = {key}) a")).ShouldBe(1);
            }

            return isDone;
        });
    }

    private static async Task<Fault> SubjectAsync(MatchingHost host, string id, string mode)
    {
        var dinsos = await CreateAsync(host, id);
        var session = Caller.NewSession();
        (await host.OpenAsync(dinsos, session, Of(id), mode)).Read<SubjectOpened>();
        (await host.PutAsync(dinsos, session, 1)).Read<PartReceived>();
        return new Fault(() => host.CommitAsync(dinsos, session, Of(id)), async () =>
        {
            var found = await FoundAsync(host, id, [0, 1, 2]);
            var isDone = found.Length == 2;
            found.ShouldBe(isDone ? [0, 2] : [0, 1, 2]);
            (await ShowAsync(dinsos, id)).Rows.ShouldBe(isDone && mode == "erase" ? 2 : 3);
            (await host.CountAsync($"destructions WHERE dataset = '{id}'")).ShouldBe(isDone && mode == "erase" ? 1 : 0);
            (await host.CountAsync($"restrictions WHERE dataset = (SELECT key FROM datasets WHERE id = '{id}')")).ShouldBe(isDone ? 1 : 0);
            (await host.CountAsync($"subjects WHERE id = '{session}' AND answer IS NOT NULL AND pseudonym IS NULL")).ShouldBe(isDone ? 1 : 0);
            return isDone;
        });
    }

    private static async Task<Fault> LiftAsync(MatchingHost host, string id)
    {
        var dinsos = await CreateAsync(host, id);
        await host.SubjectAsync(dinsos, 1, Of(id), "restrict");
        var session = Caller.NewSession();
        (await host.OpenAsync(dinsos, session, Of(id), "lift")).Read<SubjectOpened>();
        (await host.PutAsync(dinsos, session, 1)).Read<PartReceived>();
        return new Fault(() => host.CommitAsync(dinsos, session, Of(id)), async () =>
        {
            var found = await FoundAsync(host, id, [0, 1, 2]);
            var isDone = found.Length == 3;
            found.ShouldBe(isDone ? [0, 1, 2] : [0, 2]);
            (await host.CountAsync($"restrictions WHERE dataset = (SELECT key FROM datasets WHERE id = '{id}')")).ShouldBe(isDone ? 0 : 1);
            (await host.CountAsync($"subjects WHERE id = '{session}' AND answer IS NOT NULL AND pseudonym IS NULL")).ShouldBe(isDone ? 1 : 0);
            return isDone;
        });
    }

    private static async Task<Fault> DuplicatesAsync(MatchingHost host, string id)
    {
        var dinsos = await CreateAsync(host, id, rows: 5);
        var (baznas, other) = (host.Caller("baznas"), $"{id}-b");
        (await baznas.CreateAsync(Caller.Aid(other))).Read<DatasetInfo>();
        await baznas.UploadAsync(other, Rows(3, 5));
        return new Fault(() => dinsos.AskAsync(id, [.. Of(id), new(other, "baznas")], d => d with { Purpose = $"p-{id}" }), async () =>
        {
            var asked = await host.CountAsync($"asked WHERE partner = 'dinsos' AND dataset = (SELECT key FROM datasets WHERE id = '{other}')");
            asked.ShouldBeOneOf(0, 5);
            (await JournalAsync(host, $"purpose = 'p-{id}'")).ShouldBe(asked);
            return asked == 5;
        });
    }

    private static DecidedDataset[] Of(string id) => [new(id, "dinsos")];

    // Persons in the journal under such inquiries.
    private static async Task<long> JournalAsync(MatchingHost host, string inquiry) =>
        (await host.SumAsync($"SELECT sum(length(matched) + length(others)) FROM journal WHERE inquiry IN (SELECT key FROM inquiries WHERE {inquiry})")) / 16;

    private static async Task<int[]> FoundAsync(MatchingHost host, string id, int[] persons) =>
        [.. (await host.Caller("csr").CheckAsync(persons, Of(id))).Results.Select(r => persons[r.I])];

    private static async Task<DatasetInfo> ShowAsync(Caller owner, string id) =>
        (await owner.SendAsync(HttpMethod.Get, $"/v1/datasets/{id}", d => Caller.Owning(d, id))).Read<DatasetInfo>();

    private static async Task<CheckState> StateAsync(Caller caller, string check, string id) =>
        (await caller.SendAsync(HttpMethod.Get, $"/v1/checks/{check}", d => caller.InCheck(d, check, Of(id)))).Read<CheckState>();
}
