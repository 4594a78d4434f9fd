namespace Pmo.Agreements.Tests;

public sealed class ExplainerTests
{
    private static readonly PolicyQuestion Question = new() { Party = "csr", Operation = Operation.Check, Persons = 100, At = Sample.Request.At };

    [Fact]
    public void An_answer_is_what_would_be_decided()
    {
        var answer = Sample.Set().Explain(Question).ShouldHaveSingleItem();
        (answer.Agreement, answer.Purpose).ShouldBe(("csr-one", "pre-donation-check"));
        answer.Decision.Allowed.ShouldBeTrue();
        answer.Decision.Rule.ShouldBe(new RuleLocation("csr.yaml", 9));
    }

    [Fact]
    public void Each_agreement_of_the_party_is_asked_and_those_that_allow_come_first()
    {
        var second = Sample.With("id: csr-one", "id: csr-aaa").Replace("max: 2000", "max: 50", StringComparison.Ordinal);
        var answers = Sample.Set(Sample.Partner, Sample.File("two.yaml", second)).Explain(Question);
        answers.Select(answer => (answer.Agreement, answer.Decision.Reason))
            .ShouldBe([("csr-one", ReasonCode.Permit), ("csr-aaa", ReasonCode.ListTooLarge)]);
    }

    [Theory]
    [InlineData("nobody", null)]
    [InlineData("NOT AN ID", null)]
    [InlineData("csr", "dinsos-own")]
    [InlineData("csr", "no-such-one")]
    public void Without_an_agreement_of_its_own_the_answer_is_no(string party, string? agreement) =>
        Sample.Set().Explain(Question with { Party = party, Agreement = agreement }).ShouldHaveSingleItem().Decision.Reason.ShouldBe(ReasonCode.NoAgreement);

    [Fact]
    public void A_purpose_that_is_named_is_asked_about() =>
        Sample.Set().Explain(Question with { Purpose = "targeting" })[0].Decision.Reason.ShouldBe(ReasonCode.PurposeNotPermitted);
}
