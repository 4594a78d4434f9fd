using Pmo.Gateway.Tests.AuditReading;
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

/// <summary>Data-protection officers read the agreements that they answer for.</summary>
public sealed class AgreementsEndpointAllTests(DpoStack stack) : IClassFixture<DpoStack>
{
    private const string Path = "/v1/agreements?all=true";

    [Fact]
    public async Task Pmo_dpo_sees_all_with_what_a_record_of_processing_needs()
    {
        await ListRun.UploadAsync(stack.Caller("baznas"), "zakat", 1, 2);

        var list = (await stack.Pmo.SendAsync(ApiRequest.Get(Path))).ShouldBe(200).Read<AgreementList>();

        list.Agreements.Count.ShouldBeGreaterThan(Policies.Partners);
        var one = list.Agreements.Single(a => a.Id == "csr-01-pks");
        (one.Party, one.Basis).ShouldBe(("csr-01", "UU 27/2022"));
        one.Permits!.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            p => p.Operation.ShouldBe("check"), p => p.Datasets.ShouldBe(["pkh", "zakat"]), p => p.Disclose.ShouldBe(["overlap", "category", "year"]));
        one.Approvals!.Select(a => a.Owner).ShouldBe(["dinsos", "baznas"]);
        var zakat = list.Datasets!.Single(d => d.Id == "zakat");
        (zakat.Owner, zakat.RetainUntil, zakat.Basis, zakat.State).ShouldBe(("baznas", new DateOnly(2030, 1, 1), "UU 27/2022", "open"));
        list.Datasets!.Single(d => d.Id == "rollup").RetainUntil.ShouldBeNull();
    }

    [Fact]
    public async Task Dpo_of_an_owner_sees_own_agreements_and_those_on_its_data()
    {
        var list = (await stack.Dinsos.SendAsync(ApiRequest.Get(Path))).ShouldBe(200).Read<AgreementList>();

        list.Agreements.ShouldContain(a => a.Id == "dinsos-pks");
        list.Agreements.ShouldContain(a => a.Id == "csr-01-pks");
        list.Agreements.ShouldNotContain(a => a.Id == "baznas-pks");
    }

    [Fact]
    public async Task Partner_without_the_role_is_refused_and_a_word_that_is_none_too()
    {
        (await stack.NewPartner().SendAsync(ApiRequest.Get(Path))).ShouldBeRefused(403, "role_required");
        (await stack.Pmo.SendAsync(ApiRequest.Get("/v1/agreements?all=yes"))).ShouldBeRefused(400, "field_value");
    }
}
