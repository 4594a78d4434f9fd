using Pmo.Protocol.Wire;

namespace Pmo.Gateway.Tests.Access;

/// <summary>What only operators may, from outside.</summary>
public sealed class OperatorRuleTests(PeopleStack stack) : IClassFixture<PeopleStack>
{
    private const string Invite = """{"org":"csr-x","roles":["csr"]}""";

    [Theory]
    [InlineData("GET", "/v1/partners", null)]
    [InlineData("GET", "/v1/partners/csr-01", null)]
    [InlineData("POST", "/v1/partners", Invite)]
    [InlineData("POST", "/v1/partners/csr-01/approve", "{}")]
    [InlineData("POST", "/v1/partners/csr-01/suspend", """{"reason":"x"}""")]
    [InlineData("POST", "/v1/partners/csr-01/restore", null)]
    [InlineData("DELETE", "/v1/partners/csr-01", null)]
    [InlineData("GET", "/v1/people", null)]
    [InlineData("GET", "/v1/people?org=csr-01", null)]
    [InlineData("POST", "/v1/people", """{"userName":"budi","displayName":"Budi","org":"csr-01","roles":["csr"]}""")]
    [InlineData("POST", "/v1/people/sari/reset", """{"secondFactor":true}""")]
    [InlineData("POST", "/v1/people/sari/suspend", "{}")]
    [InlineData("POST", "/v1/people/sari/restore", null)]
    [InlineData("PUT", "/v1/people/sari/roles", """{"roles":["dpo"]}""")]
    public async Task Partner_calls_v1_partners_or_v1_people_and_is_refused(string method, string path, string? body)
    {
        var partner = stack.NewPartner();

        var answer = await partner.SendAsync(body is null ? new ApiRequest(method, path) : ApiRequest.Json(method, path, body));

        answer.ShouldBeRefused(403, "role_required");
        var entry = stack.Database.Entries(partner.Organisation).ShouldHaveSingleItem();
        (entry.GetProperty("kind").GetString(), entry.GetProperty("decision").GetString()).ShouldBe(("account", "deny"));
    }

    [Fact]
    public async Task Person_with_the_role_csr_calls_v1_people_and_is_refused()
    {
        var token = await stack.SignInAsync("sari");
        (await stack.PortalCaller.SendAsync(ApiRequest.Get("/v1/people") with { Token = token })).ShouldBeRefused(403, "role_required");
        (await stack.PortalCaller.SendAsync(ApiRequest.Json("PUT", "/v1/people/sari/roles", """{"roles":["dpo"]}""") with { Token = token }))
            .ShouldBeRefused(403, "role_required");
    }

    [Fact]
    public async Task Operator_who_signed_in_resets_own_second_factor_and_is_refused()
    {
        var token = await stack.SignInAsync("wayan");
        (await stack.PortalCaller.SendAsync(ApiRequest.Get("/v1/people") with { Token = token })).ShouldBe(200);
        (await stack.PortalCaller.SendAsync(ApiRequest.Json("POST", "/v1/people/wayan/reset", """{"secondFactor":true}""") with { Token = token }))
            .Code.ShouldBe("own_account");
    }

    [Fact]
    public async Task Operators_act_on_a_person_is_an_entry_of_kind_account()
    {
        var answer = (await stack.Operator(1).SendAsync(ApiRequest.Json(
            "POST", "/v1/people", """{"userName":"budi","displayName":"Budi","org":"dinsos","roles":["dinas"]}"""))).ShouldBe(201);
        var entry = stack.Database.Entries("pmo").Single(e => e.GetProperty("id").GetString() == answer.Header("Pmo-Audit"));
        (entry.GetProperty("kind").GetString(), entry.GetProperty("operation").GetString(), entry.GetProperty("user").GetString())
            .ShouldBe(("account", "person-invite", "operator-1"));
    }

    [Theory]
    [InlineData("/v1/account-events?after=0")]
    [InlineData("/V1/Account-Events?after=0")]
    [InlineData("/v1//account-events?after=0")]
    [InlineData("/v1/partners/../account-events?after=0")]
    [InlineData("/v1/partners/%2e%2e%2faccount-events?after=0")]
    public async Task Feed_is_not_reached_from_outside(string path)
    {
        var answer = await stack.Operator(1).SendAsync(ApiRequest.Get(path));

        answer.Status.ShouldBe(404, answer.Text);
        answer.Text.ShouldNotContain("events\":");
    }

    [Fact]
    public async Task Feed_is_not_read_without_a_decision_and_not_with_one_for_another_call()
    {
        using var answer = await stack.Http.GetAsync(new Uri(stack.IdentityAddress, "/v1/account-events?after=0"), TestContext.Current.CancellationToken);

        (await ApiCaller.ReadAsync(answer)).Code.ShouldBe("decision_required");
    }

    [Fact]
    public async Task Operator_lists_the_partners_of_the_clients_file_too()
    {
        var list = (await stack.Operator(2).SendAsync(ApiRequest.Get("/v1/partners"))).ShouldBe(200).Read<Protocol.Api.PartnerList>();

        list.Partners.Single(p => p.Org == "pmo").Clients.Select(c => c.ClientId).ShouldBe(["operator-1", "operator-2"]);
        list.Partners.Single(p => p.Org == "dinsos").State.ShouldBe("active");
    }

    [Fact]
    public async Task Retry_with_the_same_key_takes_effect_once_and_has_one_decision_entry()
    {
        var partner = stack.NewPartner();
        var request = ApiRequest.Json("POST", $"/v1/partners/{partner.Organisation}/suspend", """{"reason":"x"}""").With(PmoHeaders.IdempotencyKey, "once");

        var first = (await stack.Operator(1).SendAsync(request)).ShouldBe(200);
        var second = (await stack.Operator(1).SendAsync(request)).ShouldBe(200);

        second.Header("Pmo-Audit").ShouldBe(first.Header("Pmo-Audit"));
        second.Body.ShouldBe(first.Body);
    }
}
