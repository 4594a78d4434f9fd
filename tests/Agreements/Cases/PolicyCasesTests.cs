namespace Pmo.Agreements.Tests;

public sealed class PolicyCasesTests
{
    private const string Case = """
        cases:
          - name: one
            given: { at: 2026-06-01 }
            request: { partner: csr, agreement: csr-one, purpose: evaluation, operation: check, kind: nik, datasets: [pkh, zakat], persons: 20 }
            expect: allow
            disclose: [category, overlap]
        """;

    private static PolicyCases Load(string old = "", string replacement = "") =>
        PolicyCases.Load([Sample.File("c.yaml", old.Length == 0 ? Case : Case.Replace(old, replacement, StringComparison.Ordinal))]);

    private static bool Passes(string old = "", string replacement = "") =>
        Load(old, replacement).Cases.ShouldHaveSingleItem().Run(Sample.Set()).Passed;

    [Fact]
    public void A_case_is_read_whole()
    {
        var one = Load().Cases.ShouldHaveSingleItem();
        one.At.ShouldBe(new RuleLocation("c.yaml", 2));
        one.Request.At.ShouldBe(Sample.At("2026-06-01T00:00:00"));
        one.Request.Datasets.ShouldBe(["pkh", "zakat"]);
        one.Request.Persons.ShouldBe(20);
        one.Expected.ShouldBe("allow disclose=overlap,category");
    }

    [Fact]
    public void A_case_passes_only_when_reason_and_disclosures_agree()
    {
        Passes().ShouldBeTrue();
        Passes("persons: 20", "persons: 19").ShouldBeFalse();
        Passes("expect: allow", "expect: expired").ShouldBeFalse();
        Passes("    disclose", "    threshold: 5\n    disclose").ShouldBeFalse();
        Passes("    disclose", "    regions: ['18']\n    disclose").ShouldBeFalse();
        Passes("    disclose", "    withheld: ['18']\n    disclose").ShouldBeFalse();
        Passes("[category, overlap]", "[overlap]").ShouldBeFalse();
        Passes("[category, overlap]", "[category, overlap, year]").ShouldBeFalse();
        Passes("at: 2026-06-01", "at: \"2027-01-01T00:00:00+07:00\"").ShouldBeFalse();
    }

    [Theory]
    [InlineData("expect: allow", "expect: perhaps", "5 unknown_expectation")]
    [InlineData("expect: allow", "expect: permit", "5 unknown_expectation")]
    [InlineData("at: 2026-06-01", "at: today", "3 bad_date")]
    [InlineData("purpose: evaluation", "purpose: fun", "4 unknown_purpose")]
    [InlineData("persons: 20", "region: Lampung", "4 bad_id")]
    [InlineData("persons: 20", "person: 20", "4 unknown_field")]
    [InlineData("name: one", "name:", "2 empty_value")]
    [InlineData("[category, overlap]", "[]", "6 empty_value")]
    public void A_mistake_is_an_error_and_no_passing_case(string old, string replacement, string expected)
    {
        var cases = Load(old, replacement);
        cases.Cases.ShouldBeEmpty();
        cases.Errors.Select(error => FormattableString.Invariant($"{error.Line} {error.Code.ToWire()}")).ShouldBe([expected]);
    }
}
