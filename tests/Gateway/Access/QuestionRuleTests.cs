using System.Text.Json;
using Pmo.Protocol.Api;
using Pmo.Protocol.Wire;

namespace Pmo.Gateway.Tests.Access;

/// <summary>Questions through the Gateway, by hand and by <c>pmo</c>.</summary>
public sealed class QuestionRuleTests(AnalystStack stack) : IClassFixture<AnalystStack>
{
    private static ApiRequest Ask(string path) => ApiRequest.Get(path).Under("analyst-pks", "evaluation");

    [Fact]
    public async Task Coverage_tells_how_many_are_reached_and_leaves_a_receipt()
    {
        var reply = (await stack.Analyst.SendAsync(Ask("/v1/coverage?register=dtsen"))).ShouldBe(200);

        // 1 to 8 get PKH, 7 to 9 zakat: six get one programme and 9 another, two both, three nothing. Both datasets are PKH without a programme's name.
        var total = reply.Read<CoverageAnswer>().Total;
        (total.Persons, total.None, total.One, total.Two, total.ThreePlus).ShouldBe((12, 3, 7, 2, 0));
        reply.Header(PmoHeaders.Audit).ShouldNotBeNullOrEmpty();
        (await stack.Analyst.SendAsync(Ask("/v1/coverage?register=dtsen&measure=rupiah"))).ShouldBe(200);
    }

    [Fact]
    public async Task Overlaps_and_comparison_withhold_what_is_below_the_agreements_threshold()
    {
        var overlaps = (await stack.Analyst.SendAsync(Ask("/v1/overlaps?datasets=zakat,pkh,dtsen"))).ShouldBe(200).Read<OverlapsAnswer>();
        overlaps.Pairs.Select(p => (p.A, p.B, p.Both)).ShouldBe([("dtsen", "pkh", null), ("dtsen", "zakat", null), ("pkh", "zakat", 2L)]);

        // All of pkh are in dtsen, and all but one of zakat: the pair would tell of single persons.
        overlaps.Threshold.ShouldBe(2);
        (await stack.Analyst.SendAsync(Ask("/v1/registers/compare?a=dtsen&b=rollup"))).ShouldBe(200);
    }

    [Theory]
    [InlineData("/v1/coverage?register=infak", "dataset_not_covered")]
    [InlineData("/v1/overlaps?datasets=pkh,infak", "dataset_not_covered")]
    [InlineData("/v1/registers/compare?a=dtsen&b=infak", "dataset_not_covered")]
    public async Task Datasets_that_no_permit_names_are_refused(string path, string code) =>
        (await stack.Analyst.SendAsync(Ask(path))).ShouldBeRefused(403, code);

    [Fact]
    public async Task A_question_without_an_agreement_or_under_a_partners_check_is_refused()
    {
        (await stack.Analyst.SendAsync(ApiRequest.Get("/v1/coverage?register=dtsen"))).ShouldBeRefused(400, "header_missing");
        var partner = stack.NewPartner();
        (await partner.SendAsync(ApiRequest.Get("/v1/overlaps").Under(partner.Agreement))).ShouldBeRefused(403, "operation_not_permitted");
    }

    [Fact]
    public async Task Pmo_shows_tables_that_fit_80_columns_and_json_and_csv()
    {
        var overlaps = await stack.RunPmoAsync("overlaps", "--datasets", "pkh,zakat,dtsen");
        overlaps.Exit.ShouldBe(0, overlaps.Error);
        overlaps.Output.ShouldContain("<2");
        overlaps.Output.ShouldContain("never by itself a ground to refuse aid");

        var coverage = await stack.RunPmoAsync("coverage", "--register", "dtsen", "--by", "region,desil,needs", "--purpose", "evaluation");
        coverage.Exit.ShouldBe(0, coverage.Error);
        coverage.Output.ShouldContain("not in these datasets");
        (overlaps.Output + coverage.Output).Split('\n').Select(l => l.TrimEnd()).ShouldAllBe(l => l.Length <= 80);

        var json = await stack.RunPmoAsync("coverage", "--register", "dtsen", "--json");
        JsonDocument.Parse(json.Output).RootElement.GetProperty("total").GetProperty("persons").GetInt64().ShouldBe(12);
        var csv = await stack.RunPmoAsync("registers", "compare", "--a", "dtsen", "--b", "rollup", "--csv");
        (csv.Exit, csv.Output.StartsWith("both,onlyA,onlyB\r\n", StringComparison.Ordinal)).ShouldBe((0, true), csv.Error);
        (await stack.RunPmoAsync("coverage", "--register", "dtsen", "--by", "colour")).Exit.ShouldBe(3);
    }
}
