using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Pmo.AuditLog;
using Pmo.Gateway.Alarms;

namespace Pmo.Gateway.Tests.AuditReading;

/// <summary><c>pmo audit</c> as data-protection officers run it.</summary>
public sealed class PmoAuditTests(DpoStack stack) : IClassFixture<DpoStack>
{
    private string Out { get; } = Path.Combine(stack.Data, Guid.NewGuid().ToString("N"));

    [Fact]
    public async Task List_is_a_table_that_fits_80_columns_and_json_and_csv()
    {
        var partner = stack.NewPartner();
        await ListRun.CheckAsync(partner, 11, 12);
        await partner.SendAsync(ApiRequest.Json("POST", "/v1/checks", """{"rows":5}""").Under("nobodys-agreement"));

        var table = await stack.RunPmoAsync("dpo-pmo", "audit", "list", "--org", partner.Organisation);
        table.Exit.ShouldBe(0, table.Error);
        table.Output.Split('\n').Select(l => l.TrimEnd()).ShouldAllBe(l => l.Length <= 80);
        table.Output.ShouldContain("2/0");
        table.Output.ShouldContain("deny");

        var json = await stack.RunPmoAsync("dpo-pmo", "audit", "list", "--json", "--limit", "3");
        JsonDocument.Parse(json.Output).RootElement.GetProperty("entries").GetArrayLength().ShouldBe(3);
        (await stack.RunPmoAsync("dpo-pmo", "audit", "list", "--csv", "--limit", "3")).Output.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(4);
    }

    [Fact]
    public async Task What_the_gateway_refuses_is_said_with_its_exit_code()
    {
        var wrong = await stack.RunPmoAsync("dpo-pmo", "audit", "list", "--from", "yesterday");
        (wrong.Exit, wrong.Error.Contains("from:", StringComparison.Ordinal)).ShouldBe((3, true), wrong.Error);
        (await stack.RunPmoAsync("dpo-pmo", "audit", "list", "--limit", "0")).Exit.ShouldBe(2);
    }

    [Theory]
    [InlineData("ndjson")]
    [InlineData("csv")]
    public async Task Export_is_checked_offline_by_its_manifest(string format)
    {
        await ListRun.CheckAsync(stack.NewPartner(), 11);
        var key = stack.Gateway.GetRequiredService<MerkleLog>().Key!.ToString();

        var made = await stack.RunPmoAsync("dpo-pmo", "audit", "export", "--out", Out, "--format", format, "--kind", "access");
        made.Exit.ShouldBe(0, made.Error);
        var check = await stack.RunPmoAsync("dpo-pmo", "audit", "verify", "--manifest", Out + ".manifest.json", "--key", key);
        check.Exit.ShouldBe(0, check.Error);
        check.Output.ShouldStartWith("Matches: ");

        (await stack.RunPmoAsync("dpo-pmo", "audit", "export", "--out", Out)).ShouldSatisfyAllConditions(
            r => r.Exit.ShouldBe(2), r => r.Error.ShouldContain("[output_exists]"));
        await File.AppendAllTextAsync(Out, " ");
        (await stack.RunPmoAsync("dpo-pmo", "audit", "verify", "--manifest", Out + ".manifest.json")).ShouldSatisfyAllConditions(
            r => r.Exit.ShouldBe(3), r => r.Error.ShouldContain("[manifest_differs]"));
    }

    [Fact]
    public async Task Export_that_fails_leaves_no_file()
    {
        (await stack.RunPmoAsync("dpo-pmo", "audit", "export", "--out", Out, "--from", "x")).Exit.ShouldBe(3);

        File.Exists(Out).ShouldBeFalse();
        File.Exists(Out + ".manifest.json").ShouldBeFalse();
    }

    [Fact]
    public async Task Forged_manifest_is_found()
    {
        (await stack.RunPmoAsync("dpo-pmo", "audit", "export", "--out", Out)).Exit.ShouldBe(0);
        var manifest = await File.ReadAllTextAsync(Out + ".manifest.json");

        await File.WriteAllTextAsync(Out + ".manifest.json", manifest.Replace("\\n", "\\n1", StringComparison.Ordinal));
        (await stack.RunPmoAsync("dpo-pmo", "audit", "verify", "--manifest", Out + ".manifest.json")).Error.ShouldContain("[manifest_differs]");
        await File.WriteAllTextAsync(Out + ".manifest.json", "{}");
        (await stack.RunPmoAsync("dpo-pmo", "audit", "verify", "--manifest", Out + ".manifest.json")).Error.ShouldContain("[manifest_damaged]");
        await File.WriteAllTextAsync(Out + ".manifest.json", manifest);
        (await stack.RunPmoAsync("dpo-pmo", "audit", "verify", "--manifest", Out + ".manifest.json", "--key", "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"))
            .Error.ShouldContain("[manifest_differs]");
    }

    [Theory]
    [InlineData("monthly", "Monthly audit report")]
    [InlineData("semester", "Semester usage report")]
    [InlineData("ropa", "article 31")]
    public async Task Report_of_this_month_is_a_page_with_a_manifest(string kind, string title)
    {
        var partner = stack.NewPartner();
        await ListRun.CheckAsync(partner, 11, 12);
        await stack.Gateway.GetRequiredService<MerkleLog>().SealAsync(TestContext.Current.CancellationToken);
        var month = stack.Clock.GetUtcNow().ToOffset(TimeSpan.FromHours(7)).ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture);

        var made = await stack.RunPmoAsync("dpo-pmo", "audit", "report", "--month", month, "--kind", kind, "--out", Out);

        made.Exit.ShouldBe(0, made.Error);
        var page = await File.ReadAllTextAsync(Out);
        page.ShouldContain(title);
        page.ShouldContain($"<td>{partner.Organisation}</td>");
        page.ShouldContain("Sound: all commitments fit");
        (await stack.RunPmoAsync("dpo-pmo", "audit", "verify", "--manifest", Out + ".manifest.json")).Exit.ShouldBe(0);
        (await stack.RunPmoAsync("dpo-pmo", "audit", "report", "--month", "2099-01", "--out", Out + "2")).ShouldSatisfyAllConditions(
            r => r.Exit.ShouldBe(2), r => r.Error.ShouldContain("[month_invalid]"));
    }

    [Fact]
    public async Task Record_of_processing_is_made_of_the_agreements()
    {
        var month = stack.Clock.GetUtcNow().ToOffset(TimeSpan.FromHours(7)).ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture);

        (await stack.RunPmoAsync("dpo-dinsos", "audit", "report", "--month", month, "--kind", "ropa", "--out", Out)).ShouldSatisfyAllConditions(r => r.Exit.ShouldBe(0, r.Error));

        var page = await File.ReadAllTextAsync(Out);
        page.ShouldContain("<h3>Check (csr-01-pks)</h3>");
        page.ShouldContain("<td>csr-01</td>");
        page.ShouldContain("check: NIK, whether there is an overlap, the need that is served, the year");
        page.ShouldContain("pkh: dinsos, kept until not made yet");
        page.ShouldContain("baznas: dpo@baznas.example, 2025-01-02");
        page.ShouldNotContain("baznas-pks");
    }

    // Who looked at our data last month, under what agreement, what was refused and why, is the log intact, and what stands out: by pmo alone.
    [Fact]
    public async Task Dpo_answers_the_questions_of_the_day_by_pmo_alone()
    {
        var partner = stack.NewPartner();
        var persons = Enumerable.Range(1, 20).ToArray();
        await ListRun.CheckAsync(partner, persons);
        var again = await ListRun.CheckAsync(partner, persons);
        (await partner.SendAsync(ApiRequest.Json("POST", "/v1/checks", """{"rows":51,"datasets":["pkh","zakat"]}""").Under(partner.Agreement))).ShouldBeRefused(403, "list_too_large");
        await stack.Gateway.GetRequiredService<MerkleLog>().SealAsync(TestContext.Current.CancellationToken);
        await stack.Gateway.GetRequiredService<AlarmEvaluator>().RunOnceAsync(TestContext.Current.CancellationToken);

        var looked = await RunJsonAsync("audit", "list", "--dataset", "pkh", "--org", partner.Organisation, "--operation", "check", "--decision", "outcome", "--from", "2026-01-01", "--until", "2026-12-31");
        var newest = looked.GetProperty("entries")[0].GetProperty("entry");
        (newest.GetProperty("organisation").GetString(), newest.GetProperty("agreement").GetString(), newest.GetProperty("purpose").GetString(), newest.GetProperty("rows").GetInt32())
            .ShouldBe((partner.Organisation, partner.Agreement, Policies.Purpose, 20));

        var refused = await RunJsonAsync("audit", "list", "--decision", "deny", "--org", partner.Organisation);
        refused.GetProperty("entries")[0].GetProperty("entry").GetProperty("reasons")[0].GetString().ShouldBe("list_too_large");

        (await RunJsonAsync("audit", "verify")).GetProperty("sound").GetBoolean().ShouldBeTrue();

        var alarm = (await RunJsonAsync("audit", "alarms", "--kind", "same_list", "--organisation", partner.Organisation)).GetProperty("alarms")[0];
        alarm.GetProperty("entries")[1].GetString().ShouldBe(again.Receipt);
        var id = alarm.GetProperty("id").GetString()!;
        var closed = await stack.RunPmoAsync("dpo-dinsos", "audit", "alarms", "close", id, "--verdict", "fair", "--note", "Daftar bulanan, wajar");
        (closed.Exit, closed.Output.Trim()).ShouldBe((0, $"{id}: Fair"), closed.Error);

        var list = await stack.RunPmoAsync("dpo-dinsos", "audit", "alarms", "--organisation", partner.Organisation, "--state", "closed");
        list.Output.ShouldContain("(nearly) the same list again (100 % the same as on 2026-01-15)");
        list.Output.Split('\n').Select(l => l.TrimEnd()).ShouldAllBe(l => l.Length <= 80);
        (await stack.RunPmoAsync("dpo-dinsos", "audit", "alarms", "--csv", "--organisation", partner.Organisation)).Output.ShouldContain("\"Daftar bulanan, wajar\"");
        (await stack.RunPmoAsync("dpo-dinsos", "audit", "report", "--month", "2026-01", "--out", Out)).Exit.ShouldBe(0);
        (await File.ReadAllTextAsync(Out)).ShouldContain("<td>Daftar bulanan, wajar</td>");
        (await stack.RunPmoAsync("dpo-dinsos", "audit", "alarms", "close", id, "--verdict", "fair", "--note", "x")).ShouldSatisfyAllConditions(
            r => r.Exit.ShouldBe(2), r => r.Error.ShouldContain("[alarm_closed]"));
        (await stack.RunPmoAsync("dpo-dinsos", "audit", "alarms", "close", id, "--verdict", "fine", "--note", "x")).Exit.ShouldBe(2);
        (await stack.RunPmoAsync("dpo-baznas", "audit", "alarms", "--kind", "everything")).Exit.ShouldBe(3);

        async Task<JsonElement> RunJsonAsync(params string[] args)
        {
            var ran = await stack.RunPmoAsync("dpo-dinsos", [.. args, "--json"]);
            ran.Exit.ShouldBe(0, ran.Error);
            return JsonDocument.Parse(ran.Output).RootElement;
        }
    }

    [Fact]
    public async Task Verify_holds_what_may_be_read_against_its_leaves()
    {
        await ListRun.CheckAsync(stack.NewPartner(), 11);
        await stack.Gateway.GetRequiredService<MerkleLog>().SealAsync(TestContext.Current.CancellationToken);

        var all = await stack.RunPmoAsync("dpo-pmo", "audit", "verify", "--json");
        all.Exit.ShouldBe(0, all.Error);
        JsonDocument.Parse(all.Output).RootElement.GetProperty("read").GetInt32().ShouldBeGreaterThan(5);
        (await stack.RunPmoAsync("dpo-baznas", "audit", "verify")).Exit.ShouldBe(0);
    }
}
