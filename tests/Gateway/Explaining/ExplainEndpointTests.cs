using Pmo.Protocol.Api;

namespace Pmo.Gateway.Tests.Explaining;

/// <summary>What would be decided, told beforehand, and the same as what is decided then.</summary>
public sealed class ExplainEndpointTests(Stack stack) : IClassFixture<Stack>
{
    [Fact]
    public async Task Allowed_request_is_explained_with_its_terms_and_costs_nothing()
    {
        var partner = stack.NewPartner();

        var answer = await ExplainAsync(partner, """{"operation":"check","rows":30}""");

        answer.Allowed.ShouldBeTrue();
        var one = answer.Answers.ShouldHaveSingleItem();
        (one.Agreement, one.Purpose, one.Code, one.Rule).ShouldBe((partner.Agreement, Policies.Purpose, "permit", partner.Agreement + ".yaml:8"));
        var terms = one.Terms.ShouldNotBeNull();
        terms.Datasets.ShouldBe(["pkh", "zakat"]);
        terms.Disclose.ShouldBe(["overlap", "category", "year"]);
        (terms.List!.Max, terms.Quotas.Single().Left).ShouldBe((50, 100));
        stack.Database.Used(partner.Agreement).ShouldBe(0);
        stack.Database.Sessions(partner.Organisation).ShouldBe(0);
    }

    [Theory]
    [InlineData("""{"operation":"check","rows":51}""", "list_too_large")]
    [InlineData("""{"operation":"check","datasets":["pkh"]}""", "narrowing_not_permitted")]
    [InlineData("""{"operation":"check","datasets":["dtsen"]}""", "dataset_not_covered")]
    [InlineData("""{"operation":"check","region":"18"}""", "narrowing_not_permitted")]
    [InlineData("""{"operation":"check","purpose":"audit"}""", "purpose_not_permitted")]
    [InlineData("""{"operation":"check","kind":"kk"}""", "kind_not_permitted")]
    [InlineData("""{"operation":"check","at":"2027-01-01"}""", "expired")]
    [InlineData("""{"operation":"coverage"}""", "operation_not_permitted")]
    [InlineData("""{"operation":"check","agreement":"dinsos-pks"}""", "no_agreement")]
    [InlineData("""{"operation":"check","agreement":"no such thing"}""", "no_agreement")]
    public async Task What_would_be_refused_is_explained_by_the_code_it_would_be_refused_with(string question, string code)
    {
        var answer = await ExplainAsync(stack.Caller("csr-60"), question);

        answer.Allowed.ShouldBeFalse();
        var one = answer.Answers.ShouldHaveSingleItem();
        (one.Allowed, one.Code, one.Terms).ShouldBe((false, code, null));
        one.Detail.ShouldNotBeNullOrWhiteSpace();
    }

    [Fact]
    public async Task Quota_that_is_used_up_is_told()
    {
        var partner = stack.NewPartner();
        await ListRun.OpenAsync(partner, 50);
        await ListRun.OpenAsync(partner, 40);

        (await ExplainAsync(partner, """{"operation":"check","rows":10}""")).Allowed.ShouldBeTrue();
        (await ExplainAsync(partner, """{"operation":"check","rows":11}""")).Answers.Single().Code.ShouldBe("quota_exhausted");
    }

    [Theory]
    [InlineData("""{"operation":"peek"}""", "field_value")]
    [InlineData("""{"operation":"check","party":"dinsos"}""", "malformed")]
    [InlineData("{}", "malformed")]
    [InlineData("[]", "malformed")]
    [InlineData("null", "malformed")]
    public async Task Partner_cannot_ask_in_anothers_name_or_in_nonsense(string question, string code)
    {
        var partner = stack.NewPartner();
        (await partner.SendAsync(ApiRequest.Json("POST", "/v1/agreements/explain", question))).ShouldBeRefused(400, code);
        stack.Database.Entries(partner.Organisation)[^1].GetProperty("status").GetInt32().ShouldBe(400);
    }

    private static async Task<Explanation> ExplainAsync(ApiCaller caller, string question) =>
        (await caller.SendAsync(ApiRequest.Json("POST", "/v1/agreements/explain", question))).ShouldBe(200).Read<Explanation>();
}
