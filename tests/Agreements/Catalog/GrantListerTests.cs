namespace Pmo.Agreements.Tests;

public sealed class GrantListerTests
{
    private static string[] Grants(PolicySet set, string partner, string at = "2026-06-01T12:00:00") =>
        [.. set.GrantsOf(partner, Sample.At(at)).Select(grant => $"{grant.Agreement} {grant.Operation.ToWire()} {grant.Dataset} of {grant.Owner}")];

    [Fact]
    public void Lists_what_is_allowed_with_its_terms()
    {
        var set = Sample.Set();
        Grants(set, "csr").ShouldBe(["csr-one check pkh of dinsos", "csr-one check zakat of baznas"]);
        Grants(set, "dinsos").ShouldBe(["dinsos-own upload dtsen of dinsos", "dinsos-own upload pkh of dinsos"]);
        var grant = set.GrantsOf("csr", Sample.At("2026-06-01T12:00:00"))[0];
        grant.Purposes.ShouldBe([Purpose.PreDonationCheck, Purpose.Evaluation]);
        grant.Kinds.ShouldBe([PersonKind.Nik]);
        grant.Obligations.Disclose.ShouldBe([Disclosure.Overlap, Disclosure.Category]);
        grant.List.ShouldBe(new ListLimits(20, 2000));
        grant.Quotas.ShouldHaveSingleItem().Limit.ShouldBe(5000);
    }

    [Theory]
    [InlineData("csr", "2025-12-31T23:59:59")]
    [InlineData("csr", "2027-01-01T00:00:00")]
    [InlineData("nobody", "2026-06-01T12:00:00")]
    [InlineData("NOT AN ID", "2026-06-01T12:00:00")]
    public void Nothing_is_listed_that_is_not_allowed_now(string partner, string at) => Grants(Sample.Set(), partner, at).ShouldBeEmpty();

    [Fact]
    public void A_dataset_not_approved_hides_the_others_where_the_provider_is_hidden_too()
    {
        Grants(Sample.Set(Sample.With("owner: baznas", "owner: other")), "csr").ShouldBeEmpty();
        var open = Sample.With("[overlap, category]", "[overlap, provider]").Replace("owner: baznas", "owner: other", StringComparison.Ordinal);
        Grants(Sample.Set(open), "csr").ShouldBe(["csr-one check pkh of dinsos"]);
    }

    [Fact]
    public void What_is_forbidden_is_not_listed() =>
        Grants(Sample.Set(Sample.Partner + "\nforbids:\n  - { operation: check, datasets: [pkh] }\n"), "csr").ShouldBeEmpty();
}
