namespace Pmo.Agreements.Tests;

public sealed class VocabularyTests
{
    [Fact]
    public void Names_are_those_of_the_design()
    {
        Agreements.Vocabulary.Operations.All.ShouldBe("check, upload, duplicates, overlaps, coverage, compare, subject, audit");
        Agreements.Vocabulary.Purposes.All.ShouldBe(
            "registration, pre-donation-check, duplicate-cleanup, targeting, evaluation, audit, subject-request");
        Agreements.Vocabulary.Disclosures.All.ShouldBe(
            "overlap, provider, category, programme, year, period, amount-band, region, household");
        Agreements.Vocabulary.Kinds.All.ShouldBe("nik, kk, mk");
        Agreements.Vocabulary.Periods.All.ShouldBe("day, week, month, year");
    }

    [Fact]
    public void Reasons_are_lower_snake()
    {
        ReasonCode.NoAgreement.ToWire().ShouldBe("no_agreement");
        ReasonCode.DatasetNotCovered.ToWire().ShouldBe("dataset_not_covered");
        PolicyErrorCode.NotYetEnforced.ToWire().ShouldBe("not_yet_enforced");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Check")]
    [InlineData("0")]
    [InlineData(" check")]
    public void Anything_else_is_no_operation(string? text) => Agreements.Vocabulary.TryParse(text, out Operation _).ShouldBeFalse();

    [Fact]
    public void A_forgotten_reason_denies() => new AccessDecision { Reason = default, Rule = null, PolicyDigest = "" }.Allowed.ShouldBeFalse();
}
