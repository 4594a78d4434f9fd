using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Pmo.Gateway.Policies;

namespace Pmo.Gateway.Tests.ReloadedPolicies;

/// <summary>Agreements that change under a Gateway that answers.</summary>
public sealed class PolicyWatcherTests(Stack stack) : IClassFixture<Stack>
{
    // A look every second and one to be sure; the rest is for a machine that is busy with other tests.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private PolicyHolder Holder => stack.Gateway.GetRequiredService<PolicyHolder>();

    private string Folder => Path.Combine(stack.Data, "policies");

    [Fact]
    public void Two_looks_fit_into_two_seconds() => (PolicyWatcher.Period + (PolicyReloader.Settle * 2)).ShouldBeLessThan(TimeSpan.FromSeconds(2));

    [Fact]
    public async Task A_forbids_that_is_added_stops_the_next_request_and_a_session_that_is_open()
    {
        var partner = stack.NewPartner();
        var check = await ListRun.PrepareAsync(partner, 1, 2);
        var file = FileOf(partner);
        var text = await File.ReadAllTextAsync(file);

        await ChangeAsync(() => File.WriteAllText(file, text + "forbids:\n  - operation: check\n"));

        (await partner.SendAsync(ListRun.Open(partner, 2))).ShouldBeRefused(403, "forbidden");
        (await partner.SendAsync(ListRun.Commit(check))).ShouldBeRefused(403, "forbidden");
        await ChangeAsync(() => File.WriteAllText(file, text));
        (await partner.SendAsync(ListRun.Commit(check))).ShouldBe(200);
        var loads = Loads();
        loads.Count.ShouldBeGreaterThanOrEqualTo(3);
        loads[^1].GetProperty("policy").GetString().ShouldBe(Holder.Current.Digest);
    }

    [Fact]
    public async Task A_half_written_file_changes_nothing_and_is_reported_until_it_is_whole()
    {
        var partner = stack.NewPartner();
        var file = FileOf(partner);
        var text = await File.ReadAllTextAsync(file);
        var digest = Holder.Current.Digest;

        await File.WriteAllTextAsync(file, text[..(text.IndexOf("disclose:", StringComparison.Ordinal) + 15)]);
        await UntilAsync(() => Holder.Refused.Count > 0);

        Holder.Current.Digest.ShouldBe(digest);
        (await partner.SendAsync(ListRun.Open(partner, 2))).ShouldBe(201);
        var health = await stack.Http.GetAsync(new Uri(stack.Origin, "/health/ready"), TestContext.Current.CancellationToken);
        ((int)health.StatusCode).ShouldBe(200);
        var said = JsonDocument.Parse(await health.Content.ReadAsStringAsync()).RootElement.GetProperty("checks").GetProperty("agreements");
        said.GetProperty("status").GetString().ShouldBe("degraded");
        said.GetProperty("description").GetString()!.ShouldContain($"{Path.GetFileName(file)}:");
        said.GetProperty("description").GetString()!.ShouldContain("yaml_syntax");
        var refused = Loads()[^1];
        (refused.GetProperty("decision").GetString(), refused.GetProperty("reasons")[0].GetString()).ShouldBe(("deny", "yaml_syntax"));
        refused.GetProperty("policy").GetString().ShouldNotBe(digest);
        Log().ShouldContain(Path.GetFileName(file));

        await File.WriteAllTextAsync(file, text);
        await UntilAsync(() => Holder.Refused.Count == 0);
        Holder.Current.Digest.ShouldBe(digest);
    }

    [Fact]
    public async Task What_the_services_do_not_keep_to_is_refused_when_it_comes_later_too()
    {
        var file = FileOf(stack.NewPartner());
        var text = await File.ReadAllTextAsync(file);

        await File.WriteAllTextAsync(file, text.Replace("kinds: [nik]", "kinds: [nik, mk]", StringComparison.Ordinal));
        await UntilAsync(() => Holder.Refused.Count > 0);

        Holder.Refused.ShouldHaveSingleItem().Code.ShouldBe(Agreements.PolicyErrorCode.NotYetEnforced);
        await File.WriteAllTextAsync(file, text);
        await UntilAsync(() => Holder.Refused.Count == 0);
    }

    [Fact]
    public async Task A_folder_that_is_replaced_by_another_is_followed()
    {
        var partner = stack.NewPartner();
        var (next, last) = (Folder + ".next", Folder + ".last");
        Directory.CreateDirectory(next);
        foreach (var file in Directory.GetFiles(Folder))
        {
            File.Copy(file, Path.Combine(next, Path.GetFileName(file)));
        }

        var text = await File.ReadAllTextAsync(FileOf(partner));
        await File.WriteAllTextAsync(Path.Combine(next, Path.GetFileName(FileOf(partner))), text + "forbids:\n  - operation: check\n");

        await ChangeAsync(() =>
        {
            Directory.Move(Folder, last);
            Directory.Move(next, Folder);
        });

        (await partner.SendAsync(ListRun.Open(partner, 2))).ShouldBeRefused(403, "forbidden");
        await ChangeAsync(() => File.WriteAllText(FileOf(partner), text));
        (await partner.SendAsync(ListRun.Open(partner, 2))).ShouldBe(201);
        Directory.Delete(last, recursive: true);
    }

    [Fact]
    public async Task Files_behind_one_symbolic_link_change_together()
    {
        // As a Kubernetes volume: each file is a link through '..data', and '..data' is renamed over.
        var one = stack.NewPartner();
        var other = stack.NewPartner();
        var files = new[] { FileOf(one), FileOf(other) };
        var texts = files.Select(File.ReadAllText).ToList();
        var (first, second, data) = (Path.Combine(Folder, "..v1"), Path.Combine(Folder, "..v2"), Path.Combine(Folder, "..data"));
        foreach (var (folder, more) in new[] { (first, ""), (second, "forbids:\n  - operation: check\n") })
        {
            Directory.CreateDirectory(folder);
            foreach (var (file, text) in files.Zip(texts))
            {
                await File.WriteAllTextAsync(Path.Combine(folder, Path.GetFileName(file)), text + more);
            }
        }

        Directory.CreateSymbolicLink(data, "..v1");
        foreach (var file in files)
        {
            File.CreateSymbolicLink(file + ".link", Path.Combine("..data", Path.GetFileName(file)));
            File.Move(file + ".link", file, overwrite: true);
        }

        await ChangeAsync(() =>
        {
            Directory.CreateSymbolicLink(data + ".next", "..v2");
            using var rename = Process.Start("mv", ["-T", data + ".next", data]); // .NET itself does not rename over a link to a folder
            rename.WaitForExit();
            rename.ExitCode.ShouldBe(0);
        });

        (await one.SendAsync(ListRun.Open(one, 2))).ShouldBeRefused(403, "forbidden");
        (await other.SendAsync(ListRun.Open(other, 2))).ShouldBeRefused(403, "forbidden");
        await ChangeAsync(() =>
        {
            foreach (var (file, text) in files.Zip(texts))
            {
                File.WriteAllText(file + ".new", text);
                File.Move(file + ".new", file, overwrite: true);
            }
        });
    }

    [Fact]
    public async Task A_file_that_comes_and_goes_while_it_is_read_harms_nothing()
    {
        var partner = stack.NewPartner();
        var digest = Holder.Current.Digest;
        var file = Path.Combine(Folder, "flicker.yaml");
        for (var i = 0; i < 300; i++)
        {
            await File.WriteAllTextAsync(file, Tests.Policies.Owner("flicker", "flicker-data"));
            File.Delete(file);
            if (i % 100 == 0)
            {
                (await partner.CatalogAsync()).ShouldBe(200);
            }
        }

        await UntilAsync(() => Holder.Current.Digest == digest && Holder.Refused.Count == 0);
    }

    [Fact]
    public async Task A_set_that_the_log_cannot_record_is_not_used_until_it_can()
    {
        var partner = stack.NewPartner();
        var file = FileOf(partner);
        var text = await File.ReadAllTextAsync(file);
        var digest = Holder.Current.Digest;
        stack.Database.BreakAudit("allow");
        try
        {
            await File.WriteAllTextAsync(file, text + "# changed\n");
            await UntilAsync(() => Log().Contains("Changed agreements wait", StringComparison.Ordinal));
            Holder.Current.Digest.ShouldBe(digest);
        }
        finally
        {
            stack.Database.MendAudit();
        }

        await UntilAsync(() => Holder.Current.Digest != digest);
    }

    [Fact]
    public async Task No_request_is_dropped_or_decided_by_two_sets_while_ten_reloads_happen()
    {
        var partner = stack.NewPartner();
        await partner.TokenAsync();
        var file = FileOf(partner);
        var text = await File.ReadAllTextAsync(file);
        var answers = new List<ApiAnswer>();
        using var enough = new CancellationTokenSource();
        var load = Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested)
            {
                answers.AddRange(await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => partner.CatalogAsync())));
            }
        });

        var digests = new List<string> { Holder.Current.Digest };
        for (var i = 0; i < 10; i++)
        {
            await ChangeAsync(() => File.WriteAllText(file, text + $"# {i}\n"));
            digests.Add(Holder.Current.Digest);
        }

        await enough.CancelAsync();
        await load;
        answers.Count.ShouldBeGreaterThan(20);
        answers.ShouldAllBe(answer => answer.Status == 200);
        digests.ShouldBeUnique();
        var entries = stack.Database.Entries(partner.Organisation).ToLookup(e => e.TryGetProperty("previous", out var id) ? id.GetString() : e.GetProperty("id").GetString());
        entries.ShouldAllBe(pair => pair.Select(e => e.GetProperty("policy").GetString()).Distinct().Count() == 1);
        entries.Select(pair => pair.First().GetProperty("policy").GetString()!).Distinct().Except(digests).ShouldBeEmpty();
    }

    private string FileOf(ApiCaller partner) => Path.Combine(Folder, partner.Agreement + ".yaml");

    private string Log()
    {
        using var file = new FileStream(
            Directory.GetFiles(Path.Combine(stack.Data, "logs"), "gateway*").Single(), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        return reader.ReadToEnd();
    }

    private IReadOnlyList<JsonElement> Loads() =>
        [.. stack.Database.Entries().Where(e => e.TryGetProperty("operation", out var operation) && operation.GetString() == "policy-load")];

    private async Task ChangeAsync(Action change)
    {
        var before = Holder.Current.Digest;
        change();
        await UntilAsync(() => Holder.Current.Digest != before);
        Holder.Refused.ShouldBeEmpty();
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        var clock = Stopwatch.StartNew();
        while (!holds())
        {
            clock.Elapsed.ShouldBeLessThan(Patience);
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }
}
