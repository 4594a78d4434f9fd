using System.Text.Json;
using Pmo.EndToEnd.Tests.Running;

namespace Pmo.EndToEnd.Tests.Stories;

/// <summary>A dinas uploads, a CSR partner checks: with lists of one's own, across parts, through kills and interruptions. In order, on one province.</summary>
public sealed class CheckStoryTests(Province province) : IClassFixture<Province>
{
    private const string Purpose = "pre-donation-check";

    [Fact]
    public async Task List_of_ones_own_comes_out_exactly_right_and_survives_a_kill()
    {
        // 10,000 people uploaded by Baznas; of 2,000 checked, 700 are among them; of 9,000 (two parts), 4,096.
        var uploaded = People.Make(0, 10_000);
        var upload = province.File("zakat.csv");
        People.WriteCsv(upload, uploaded);
        var sent = await province.PmoAsync(
            "baznas-lampung", "dataset", "upload", upload, "--dataset", "baznas-zakat-2026", "--mode", "append", "--json");
        sent.Exit.ShouldBe(0, sent.Error);

        await CheckAsync("2000", uploaded.Skip(1234).Take(700), People.Make(50_000, 1_300), matched: 700);
        await province.RestartAsync();
        await CheckAsync("9000", uploaded.Skip(5_904).Take(4_096), People.Make(60_000, 4_904), matched: 4_096);
    }

    [Fact]
    public async Task Interrupted_check_goes_on_and_spends_no_quota_twice()
    {
        var before = await province.QuotaLeftAsync("csr-sejahtera");
        var list = province.File("lanjut.csv");
        People.WriteCsv(list, People.Make(100_000, 9_000));
        string[] check = ["check", list, "--agreement", "csr-sejahtera-demo", "--purpose", Purpose, "--json", "--out", province.File("lanjut.hasil.csv")];

        var interrupted = await InterruptAsync(check);
        interrupted.Exit.ShouldBe(7, interrupted.Error);
        interrupted.Error.ShouldContain("--resume");
        File.Exists(province.File("lanjut.hasil.csv")).ShouldBeFalse();
        (before - await province.QuotaLeftAsync("csr-sejahtera")).ShouldBe(9_000);

        await province.RestartAsync();
        var resumed = await province.PmoAsync("csr-sejahtera", [.. check, "--resume"]);
        resumed.Exit.ShouldBe(0, resumed.Error);
        (before - await province.QuotaLeftAsync("csr-sejahtera")).ShouldBe(9_000);
        using var answer = JsonDocument.Parse(resumed.Output);
        answer.RootElement.GetProperty("checked").GetInt32().ShouldBe(9_000);
        answer.RootElement.GetProperty("none").GetInt32().ShouldBe(9_000);
        Directory.EnumerateFiles(Path.Combine(province.Home("csr-sejahtera"), "resume")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Gateway_gone_in_the_middle_is_waited_for()
    {
        var list = province.File("putus.csv");
        People.WriteCsv(list, People.Make(200_000, 9_000));
        await using var check = province.StartPmo("csr-nusantara", "check", list, "--agreement", "csr-nusantara-demo", "--purpose", Purpose, "--json");
        await ResumeStateAsync("csr-nusantara");
        await province.KillAsync();
        await province.StartAgainAsync();

        var finished = await check.EndAsync(TestContext.Current.CancellationToken);
        finished.Exit.ShouldBe(0, finished.Error);
    }

    private async Task CheckAsync(string name, IEnumerable<string> known, IReadOnlyList<string> unknown, int matched)
    {
        var list = province.File(name + ".csv");
        var hits = known.ToHashSet(StringComparer.Ordinal);
        People.WriteCsv(list, hits.Concat(unknown).OrderBy(n => n[6..], StringComparer.Ordinal));
        var run = await province.PmoAsync(
            "csr-nusantara", "check", list, "--agreement", "csr-nusantara-demo", "--purpose", Purpose, "--json", "--out", province.File(name + ".hasil.csv"));
        run.Exit.ShouldBe(0, run.Error);

        using var answer = JsonDocument.Parse(run.Output);
        answer.RootElement.GetProperty("matched").GetInt32().ShouldBe(matched);
        answer.RootElement.GetProperty("none").GetInt32().ShouldBe(unknown.Count);
        var wrong = File.ReadLines(province.File(name + ".hasil.csv")).Skip(1).Select(l => l.Split(','))
            .Count(cells => cells[2] != (hits.Contains(cells[1]) ? "match" : "none"));
        wrong.ShouldBe(0);
    }

    private async Task<Finished> InterruptAsync(string[] check)
    {
        await using var run = province.StartPmo("csr-sejahtera", check);
        await ResumeStateAsync("csr-sejahtera");
        run.Interrupt();
        return await run.EndAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Until the state of a check that is open lies on disk: between opening and commit.</summary>
    private async Task ResumeStateAsync(string organisation)
    {
        var folder = Path.Combine(province.Home(organisation), "resume");
        Directory.CreateDirectory(folder);
        using var watcher = new FileSystemWatcher(folder) { EnableRaisingEvents = true };
        var open = new TaskCompletionSource();
        void Look(object sender, FileSystemEventArgs e)
        {
            if (Directory.EnumerateFiles(folder, "*.json").Any(IsOpen))
            {
                open.TrySetResult();
            }
        }

        watcher.Created += Look;
        watcher.Changed += Look;
        watcher.Renamed += (sender, e) => Look(sender, e);
        Look(this, new FileSystemEventArgs(WatcherChangeTypes.All, folder, null));
        await open.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
    }

    private static bool IsOpen(string state)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllText(state));
            return json.RootElement.TryGetProperty("checkId", out var session) && session.ValueKind == JsonValueKind.String;
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            return false; // being replaced at this moment
        }
    }
}
