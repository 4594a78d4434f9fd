namespace Pmo.Agreements.Tests;

public sealed class PolicySetTests
{
    [Theory]
    [InlineData("pkh", "dinsos")]
    [InlineData("zakat", "baznas")]
    [InlineData("unknown", null)]
    [InlineData("../x", null)]
    public void The_owner_is_who_may_upload(string dataset, string? owner) => (Sample.Set().OwnerOf(dataset)?.Value).ShouldBe(owner);

    [Fact]
    public void An_owner_stays_owner_when_its_agreement_is_over()
    {
        var set = Sample.Set(Sample.With("until: 2026-12-31", "until: 2030-12-31"));
        var decision = set.Decide(Sample.Request with { At = Sample.At("2028-01-01T00:00:00") });
        decision.Datasets.Select(grant => grant.Owner.Value).ShouldBe(["dinsos", "baznas"]);
    }

    [Fact]
    public void Agreements_can_be_listed()
    {
        var summary = Sample.Set().Agreements.Single(agreement => agreement.Party.Value == "csr");
        summary.Number.ShouldBe("1/PKS/2026");
        summary.Basis.ShouldBe(new LegalBasis("UU 27/2022", "20(2)f", "catatan"));
        (summary.From, summary.Until).ShouldBe((new DateOnly(2026, 1, 1), new DateOnly(2026, 12, 31)));
        summary.Purposes.ShouldBe([Purpose.PreDonationCheck, Purpose.Evaluation]);
    }
}
