using Pmo.EndToEnd.Tests.Running;

namespace Pmo.EndToEnd.Tests.Replicas;

/// <summary>What must hold after any outage.</summary>
internal static class LogAssertions
{
    /// <summary>Every answer right, every acknowledged upload whole and once, every check charged once, one log with every receipt in it.</summary>
    public static async Task ShouldHaveLostNothingAsync(this Twins twins, Load load, CancellationToken cancel)
    {
        load.Wrong.ShouldBeEmpty();
        load.Uploads.ShouldNotBeEmpty();
        var uploaded = load.Uploads.Count * Load.UploadRows;
        (await load.RowsAsync(cancel)).ShouldBe(uploaded);
        (await load.FoundAsync(cancel)).ShouldBe(uploaded);

        (await twins.NumberAsync("gateway", "SELECT count(*) FROM sessions WHERE operation = 'check'")).ShouldBe(load.Receipts.Count + 1);
        (await twins.NumberAsync("gateway", "SELECT sum(used) FROM quota_usage"))
            .ShouldBe((load.Receipts.Count * (Load.Known + Load.Unknown)) + uploaded);

        (await twins.NumberAsync("gateway", "SELECT max(seq) - min(seq) + 1 - count(*) FROM audit_entries")).ShouldBe(0);
        (await twins.NumberAsync("gateway", $"SELECT count(*) FROM audit_entries WHERE id IN ({string.Join(',', load.Receipts.Select(r => $"'{r}'"))})"))
            .ShouldBe(load.Receipts.Count);
        await using var verify = ProgramRun.Start(
            "pmo", new Dictionary<string, string>(StringComparer.Ordinal) { ["PMO_HOME"] = twins.File("home"), ["PMO_LANG"] = "en" },
            "audit", "verify", "--profile", twins.File($"home/profiles/{Twins.Owner}.json"));
        var verified = await verify.EndAsync(cancel);
        verified.Exit.ShouldBe(0, verified.Output + verified.Error);
    }
}
