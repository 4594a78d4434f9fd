using System.Text.Json;

namespace Pmo.Cli.Tests.Policies;

/// <summary><c>pmo policy</c> on folders of agreements, right and wrong.</summary>
public sealed class PolicyCommandTests : IDisposable
{
    private const string Agreement = """
        id: csr-one
        title: { id: Pemeriksaan, en: Check }
        party: csr
        basis: { law: UU 27/2022 }
        valid: { from: 2026-01-01, until: 2026-12-31 }
        purposes: [pre-donation-check]
        permits:
          - operation: check
            datasets: [pkh]
            kinds: [nik]
            disclose: [overlap, category]
            regions: ["18"]
            quota: { persons: 5000, per: month }
            list: { min: 20, max: 2000 }
        approvals:
          - { owner: dinsos, by: dpo@dinsos.example, date: 2026-01-02 }

        """;

    private const string Owner = """
        id: dinsos-own
        title: { id: Pendaftaran, en: Registration }
        party: dinsos
        basis: { law: UU 27/2022 }
        valid: { from: 2026-01-01, until: 2026-12-31 }
        purposes: [registration]
        permits:
          - { operation: upload, datasets: [pkh] }

        """;

    private const string Cases = """
        cases:
          - name: a list of fifty
            given: { at: 2026-06-01 }
            request: { partner: csr, agreement: csr-one, purpose: pre-donation-check, operation: check, persons: 50 }
            expect: allow
            regions: ["18"]

        """;

    private const string Asked =
        """{"at":"2026-06-01T05:00:00Z","organisation":"csr","decision":"allow","agreement":"csr-one","purpose":"pre-donation-check","operation":"check","datasets":["pkh"],"rows":1500}""";

    private readonly string _folder = Directory.CreateTempSubdirectory("pmo-policy-").FullName;

    public PolicyCommandTests()
    {
        Fill("old", Agreement);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Valid_folder_exits_0_and_names_its_digest()
    {
        var ran = await RunAsync("validate", In("old"));
        (ran.Exit, ran.Error).ShouldBe((0, ""));
        ran.Output.ShouldContain("2 perjanjian sah. sha256:");
        using var json = JsonDocument.Parse((await RunAsync("validate", In("old"), "--json")).Output);
        (json.RootElement.GetProperty("valid").GetBoolean(), json.RootElement.GetProperty("agreements").GetInt32()).ShouldBe((true, 2));
    }

    [Fact]
    public async Task Every_error_is_told_with_file_line_and_remedy_in_both_languages()
    {
        Fill("old", Agreement.Replace("[pre-donation-check]", "[pre-donation-chek]", StringComparison.Ordinal) + "extra: 1\n");
        Write("old/broken.yaml", "id: [\n");

        var ran = await RunAsync("validate", In("old"), "--lang", "en");
        ran.Exit.ShouldBe(3);
        ran.Output.ShouldBeEmpty();
        ran.Error.ShouldContain(Path.Combine("old", "csr.yaml") + ":6: ");
        ran.Error.ShouldContain("Did you mean 'pre-donation-check'?");
        ran.Error.ShouldContain("[unknown_purpose]");
        ran.Error.ShouldContain("csr.yaml:17: ");
        ran.Error.ShouldContain("broken.yaml:");
        (await RunAsync("validate", In("old"))).Error.ShouldContain("Maksudnya 'pre-donation-check'?");
        using var json = JsonDocument.Parse((await RunAsync("validate", In("old"), "--json")).Output);
        json.RootElement.GetProperty("valid").GetBoolean().ShouldBeFalse();
        json.RootElement.GetProperty("errors").EnumerateArray().Select(e => $"{e.GetProperty("file")}:{e.GetProperty("line")} {e.GetProperty("code")}")
            .ShouldBe(["broken.yaml:2 yaml_syntax", "csr.yaml:6 unknown_purpose", "csr.yaml:17 unknown_field"]);
    }

    [Theory]
    [InlineData("a: &x [1]\nb: [*x, *x, *x]\n", "alias_refused")]
    [InlineData("a: [[[[[[[[[[[[1]]]]]]]]]]]]\n", "nesting_too_deep")]
    [InlineData("a:\n\tb: 1\n", "tab_refused")]
    [InlineData("", "empty_value")]
    public async Task Hostile_file_is_an_error_and_no_crash(string text, string code)
    {
        Write("old/x.yaml", text);
        var ran = await RunAsync("validate", In("old"));
        ran.Exit.ShouldBe(3);
        ran.Error.ShouldContain($"[{code}]");
    }

    [Fact]
    public async Task File_of_ten_megabytes_is_an_error_and_is_left_alone()
    {
        Write("old/big.yaml", new string('x', 10 * 1024 * 1024));
        (await RunAsync("validate", In("old"))).Error.ShouldContain("[file_too_large]");
        new FileInfo(In("old/big.yaml")).Length.ShouldBe(10 * 1024 * 1024);
    }

    [Fact]
    public async Task Folder_or_file_that_is_not_there_is_an_error()
    {
        (await RunAsync("validate", In("nowhere"))).ShouldSatisfyAllConditions(ran => ran.Exit.ShouldBe(3), ran => ran.Error.ShouldContain("[directory_missing]"));
        File.CreateSymbolicLink(In("old/gone.yaml"), "nowhere.yaml");
        (await RunAsync("validate", In("old"))).Error.ShouldContain("gone.yaml:0: ");
    }

    [Fact]
    public async Task Cases_that_hold_exit_0() => (await RunAsync("test", In("old"))).ShouldSatisfyAllConditions(
        ran => ran.Exit.ShouldBe(0), ran => ran.Output.ShouldContain("1 kasus: 1 benar, 0 salah."));

    [Fact]
    public async Task Case_that_fails_is_shown_with_what_was_expected_and_what_came()
    {
        Write("old/tests/cases.yaml", Cases.Replace("persons: 50", "persons: 5", StringComparison.Ordinal));
        var ran = await RunAsync("test", In("old"), "--lang", "en");
        ran.Exit.ShouldBe(3);
        ran.Output.ShouldContain("cases.yaml:2: a list of fifty");
        ran.Output.ShouldContain("expected: allow regions=18");
        ran.Output.ShouldContain("got:      list_too_small (csr.yaml:8)");
    }

    [Fact]
    public async Task Tests_that_cannot_be_read_or_are_not_there_do_not_pass()
    {
        Write("old/tests/cases.yaml", "cases:\n  - name: x\n");
        (await RunAsync("test", In("old"))).ShouldSatisfyAllConditions(ran => ran.Exit.ShouldBe(3), ran => ran.Error.ShouldContain("[missing_field]"));
        Directory.Delete(In("old/tests"), recursive: true);
        (await RunAsync("test", In("old"))).Exit.ShouldBe(3);
    }

    [Fact]
    public async Task Question_is_answered_with_rule_reason_and_terms()
    {
        var ran = await RunAsync("explain", In("old"), "--party", "csr", "--operation", "check", "--dataset", "pkh", "--rows", "50", "--at", "2026-06-01", "--lang", "en");
        ran.Exit.ShouldBe(0);
        ran.Output.ShouldContain("csr-one: allowed");
        ran.Output.ShouldContain("rule: csr.yaml:8");
        ran.Output.ShouldContain("terms: allow datasets=pkh@dinsos disclose=overlap,category regions=18 quota=5000/month list=20..2000");
    }

    [Theory]
    [InlineData("expired", "--at", "2027-01-01")]
    [InlineData("list_too_large", "--rows", "2001")]
    [InlineData("dataset_not_covered", "--dataset", "zakat")]
    [InlineData("purpose_not_permitted", "--purpose", "audit")]
    [InlineData("region_not_permitted", "--region", "19")]
    [InlineData("kind_not_permitted", "--kind", "kk")]
    [InlineData("no_agreement", "--agreement", "csr-two")]
    public async Task What_is_not_allowed_exits_4_and_says_why(string code, string option, string value)
    {
        string[] day = option == "--at" ? [] : ["--at", "2026-06-01"];
        var ran = await RunAsync(["explain", In("old"), "--party", "csr", "--operation", "check", option, value, "--json", .. day]);
        ran.Exit.ShouldBe(4);
        using var json = JsonDocument.Parse(ran.Output);
        json.RootElement.GetProperty("allowed").GetBoolean().ShouldBeFalse();
        json.RootElement.GetProperty("answers")[0].GetProperty("code").GetString().ShouldBe(code);
    }

    [Fact]
    public async Task Agreement_is_told_in_plain_sentences()
    {
        (await RunAsync("explain", In("old"), "--text", "csr-one")).Output.ShouldContain("Berlaku dari 1 Januari 2026 sampai dengan 31 Desember 2026");
        (await RunAsync("explain", In("old"), "--text", "csr-one", "--lang", "en")).Output.ShouldContain("At most 5,000 persons a month.");
        (await RunAsync("explain", In("old"), "--text", "other")).ShouldSatisfyAllConditions(
            ran => ran.Exit.ShouldBe(2), ran => ran.Error.ShouldContain("csr-one, dinsos-own"), ran => ran.Error.ShouldContain("[policy_unknown]"));
    }

    [Theory]
    [InlineData("policy_question", "--party", "csr")]
    [InlineData("policy_question", "--party", "csr", "--operation", "peek")]
    [InlineData("policy_day", "--party", "csr", "--operation", "check", "--at", "tomorrow")]
    public async Task Question_that_is_none_is_usage(string code, params string[] args)
    {
        var ran = await RunAsync(["explain", In("old"), .. args]);
        ran.Exit.ShouldBe(2);
        ran.Error.ShouldContain($"[{code}]");
    }

    [Fact]
    public async Task Difference_is_told_by_agreement_case_and_recorded_request()
    {
        Fill("new", Agreement.Replace("max: 2000", "max: 1000", StringComparison.Ordinal));
        Write("log.ndjson", $"{Asked}\n{Asked.Replace("1500", "500", StringComparison.Ordinal)}\n{Asked.Replace("allow", "outcome", StringComparison.Ordinal)}\n");

        var ran = await RunAsync("diff", In("old"), In("new"), "--requests", In("log.ndjson"), "--lang", "en");

        ran.Exit.ShouldBe(0);
        ran.Output.ShouldContain("~ csr-one");
        ran.Output.ShouldContain("- A list holds at most 2,000 persons.");
        ran.Output.ShouldContain("+ A list holds at most 1,000 persons.");
        ran.Output.ShouldContain("log.ndjson:1");
        ran.Output.ShouldContain("+ list_too_large");
        ran.Output.ShouldContain("cases.yaml: a list of fifty"); // its terms differ
        ran.Output.ShouldContain("1 agreements differ; 3 of 3 requests are decided otherwise (1 lines skipped).");
        using var json = JsonDocument.Parse((await RunAsync("diff", In("old"), In("new"), "--json")).Output);
        json.RootElement.GetProperty("agreements")[0].GetProperty("change").GetString().ShouldBe("changed");
    }

    [Fact]
    public async Task No_difference_and_any_difference_exit_0_and_what_cannot_be_read_3()
    {
        (await RunAsync("diff", In("old"), In("old"))).ShouldSatisfyAllConditions(ran => ran.Exit.ShouldBe(0), ran => ran.Output.ShouldContain("0 perjanjian berubah; 0 dari 1"));
        (await RunAsync("diff", In("old"), In("nowhere"))).Exit.ShouldBe(3);
        Write("log.ndjson", "not json\n");
        (await RunAsync("diff", In("old"), In("old"), "--requests", In("log.ndjson"))).ShouldSatisfyAllConditions(
            ran => ran.Exit.ShouldBe(3), ran => ran.Error.ShouldContain("log.ndjson:1: "));
        (await RunAsync("diff", In("old"), In("old"), "--requests", In("none.ndjson"))).Exit.ShouldBe(2);
        (await RunAsync("diff", In("old"), In("old"), "--requests", In("old"))).Error.ShouldContain("[policy_records]");
    }

    [Theory]
    [InlineData("agreement", "permits")]
    [InlineData("purposes", "basis")]
    [InlineData("cases", "expect")]
    public async Task Schema_is_printed_as_it_is(string of, string field)
    {
        var ran = await RunAsync("schema", "--of", of);
        ran.Exit.ShouldBe(0);
        using var json = JsonDocument.Parse(ran.Output);
        json.RootElement.GetProperty("$schema").GetString().ShouldBe("https://json-schema.org/draft/2020-12/schema");
        ran.Output.ShouldContain($"\"{field}\"");
    }

    private string In(string name) => Path.Combine(_folder, name);

    private void Write(string name, string text) => File.WriteAllText(In(name), text);

    private void Fill(string name, string agreement)
    {
        Directory.CreateDirectory(In(name + "/tests"));
        Write(name + "/csr.yaml", agreement);
        Write(name + "/dinsos.yaml", Owner);
        Write(name + "/tests/cases.yaml", Cases);
    }

    private Task<Ran> RunAsync(params string[] args) => CommandLine.RunAsync(_folder, ["policy", .. args]);
}
