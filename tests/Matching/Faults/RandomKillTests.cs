using System.Globalization;
using Pmo.Hosting.Decisions;
using Pmo.Matching.Tests.Hosts;
using Pmo.Protocol.Api;

namespace Pmo.Matching.Tests.Faults;

/// <summary>
/// Killed at any instant while a partner uploads one list after the other and repeats what was not acknowledged. One database goes through all kills.
/// <c>PMO_KILLS</c> says how many, default 10.
/// </summary>
public sealed class RandomKillTests
{
    private const int Size = 30;
    private static readonly DecidedDataset[] Pkh = [new("pkh-2026", "dinsos")];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Killed_at_random_moments_the_dataset_is_what_was_acknowledged()
    {
        var kills = int.TryParse(Environment.GetEnvironmentVariable("PMO_KILLS"), CultureInfo.InvariantCulture, out var said) ? said : 10;
        await using var host = await MatchingHost.StartApartAsync("--Snapshots:Every=00:00:00");
        (await host.Caller("dinsos").CreateAsync(Caller.Aid("pkh-2026"))).Read<DatasetInfo>();
        var lists = new Lists(host);
        for (var kill = 0; kill < kills; kill++)
        {
            var life = TimeSpan.FromMilliseconds((kill * 37 % 101) + (kill % 7 * 0.3));
            var (process, start) = (host.Process, lists.Acknowledged);
            var killing = Task.Run(
                async () =>
                {
                    // From an acknowledgement on: the first requests of a process take it long.
                    while (lists.Acknowledged == start)
                    {
                        await Task.Delay(1, Token);
                    }

                    await Task.Delay(life, Token);
                    process.Kill();
                },
                Token);
            MatchingProcess.IsGone(await Should.ThrowAsync<Exception>(lists.RunAsync)).ShouldBeTrue();
            await killing;
            await process.ShouldDieAsync();
            await host.StartProcessAsync();
            await lists.ShouldBeThereAsync();
        }

        lists.Acknowledged.ShouldBeGreaterThan(kills);
    }

    // Every third list is appended; what stands in a list stands in no other.
    private sealed class Lists(MatchingHost host)
    {
        private readonly Caller _dinsos = host.Caller("dinsos");
        private HashSet<int> _before = [];
        private HashSet<int> _now = [];
        private int _list;
        private volatile int _acknowledged;

        public int Acknowledged => _acknowledged;

        /// <summary>Uploads until the service is gone; what was not acknowledged comes first the next time.</summary>
        public async Task RunAsync()
        {
            while (true)
            {
                var (session, mode) = ($"list-{_list}", _list % 3 == 2 ? "append" : "replace");
                var persons = Enumerable.Range(_list * Size, Size - _list % 4).ToList();
                await _dinsos.OpenUploadAsync("pkh-2026", persons.Count, mode, session);
                var part = await _dinsos.PutRowsAsync("pkh-2026", session, 0, _dinsos.Ndjson([.. persons.Select(p => (p, Caller.Row()))]));

                // Whose commit was done, but not acknowledged, takes no part any more.
                if ((int)part.Status != 200)
                {
                    part.ShouldBe(409, "session_committed");
                }

                _now = mode == "append" ? [.. _before, .. persons] : [.. persons];
                (await _dinsos.CommitUploadAsync("pkh-2026", session, $"audit-{session}")).Read<UploadCommitted>()
                    .ShouldSatisfyAllConditions(c => c.DatasetRows.ShouldBe(_now.Count), c => c.Receipt.ShouldBe($"audit-{session}"));
                (_before, _list) = (_now, _list + 1);
                _acknowledged++;
            }
        }

        /// <summary>All that was acknowledged, and of what was not all or nothing.</summary>
        public async Task ShouldBeThereAsync()
        {
            var persons = Enumerable.Range(Math.Max(0, (_list - 4) * Size), 5 * Size).Union(_before).ToList();
            var answer = await host.Caller("csr").CheckAsync(persons, Pkh, ["overlap"]);
            var found = answer.Results.Select(r => persons[r.I]).ToHashSet();
            (found.SetEquals(_before) || found.SetEquals(_now)).ShouldBeTrue($"{found.Count} of {_before.Count} or {_now.Count}");
            answer.Matched.ShouldBe(found.Count);
            var info = (await _dinsos.SendAsync(HttpMethod.Get, "/v1/datasets/pkh-2026", d => d)).Read<DatasetInfo>();
            info.Rows.ShouldBe(found.Count);
        }
    }
}
