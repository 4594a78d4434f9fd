using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Pmo.AuditLog;

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
