using Pmo.Protocol.Api;

namespace Pmo.Gateway.Tests.Explaining;

/// <summary>A partner reads its agreements, and nobody else's.</summary>
public sealed class AgreementsEndpointTests(Stack stack) : IClassFixture<Stack>
{
    [Fact]
    public async Task Partner_sees_its_own_agreement_in_its_language()
    {
        var partner = stack.NewPartner();

        var list = (await partner.SendAsync(ApiRequest.Get("/v1/agreements").With("Accept-Language", "en"))).ShouldBe(200).Read<AgreementList>();

        var own = list.Agreements.ShouldHaveSingleItem();
        (own.Id, own.Title, own.State, own.Purposes[0]).ShouldBe((partner.Agreement, "Check", "current", Policies.Purpose));
        own.Text.ShouldContain(line => line.Contains("At most 100 persons a month", StringComparison.Ordinal));
        list.Policy.ShouldStartWith("sha256:");
        var local = (await partner.SendAsync(ApiRequest.Get("/v1/agreements"))).Read<AgreementList>().Agreements[0];
        local.Title.ShouldBe("Pemeriksaan");
        local.Text.ShouldContain(line => line.Contains("Paling banyak 100 orang setiap bulan", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Agreements_to_come_and_over_are_told_as_such()
    {
        var list = (await stack.Caller("csr-odd").SendAsync(ApiRequest.Get("/v1/agreements"))).ShouldBe(200).Read<AgreementList>();
        list.Agreements.ToDictionary(a => a.Id, a => a.State).ShouldBe(
            new Dictionary<string, string>
            {
                ["odd-expired"] = "over", ["odd-future"] = "next", ["odd-list"] = "current", ["odd-provider"] = "current", ["odd-unapproved"] = "current",
            },
            ignoreOrder: true);
    }

    [Fact]
    public async Task Reading_is_an_entry_of_the_log_with_its_outcome()
    {
        var partner = stack.NewPartner();
        (await partner.SendAsync(ApiRequest.Get("/v1/agreements"))).ShouldBe(200);
        stack.Database.Entries(partner.Organisation).Select(e => $"{e.GetProperty("decision")} {e.GetProperty("operation")}")
            .ShouldBe(["allow agreements", "outcome agreements"]);
    }
}
