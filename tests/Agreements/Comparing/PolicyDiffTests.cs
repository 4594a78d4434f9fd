namespace Pmo.Agreements.Tests;

public sealed class PolicyDiffTests
{
    private static readonly NamedRequest Asked = new("one", Sample.Request, IsRecorded: false);

    [Fact]
    public void The_same_set_decides_nothing_otherwise()
    {
        var diff = PolicyDiff.Of(Sample.Set(), Sample.Set(Sample.Partner + "\n# a comment\n"), [Asked]);
        (diff.Agreements.Count, diff.Decisions.Count, diff.Compared).ShouldBe((0, 0, 1));
    }

    [Theory]
    [InlineData("[overlap, category]", "[overlap]", "allow", "allow")]
    [InlineData("persons: 5000", "persons: 4000", "quota=5000/month", "quota=4000/month")]
    [InlineData("per: month", "per: day", "quota=5000/month", "quota=5000/day")]
    [InlineData("max: 2000", "max: 99", "list=20..2000", "list_too_large")]
    [InlineData("kinds: [nik]", "regions: ['18']\n    kinds: [nik]", "allow", "regions=18")]
    [InlineData("until: 2026-12-31", "until: 2026-05-31", "allow", "expired")]
    [InlineData("owner: baznas", "owner: other", "allow", "owner_not_approved")]
    public void Whatever_changes_for_a_request_is_shown_with_the_sentence_that_changed(string old, string replacement, string was, string now)
    {
        var diff = PolicyDiff.Of(Sample.Set(), Sample.Set(Sample.With(old, replacement)), [Asked]);
        var change = diff.Decisions.ShouldHaveSingleItem();
        DecisionChange.Render(change.Old).ShouldContain(was);
        DecisionChange.Render(change.Young).ShouldContain(now);
        diff.Agreements.ShouldHaveSingleItem().Id.ShouldBe("csr-one");
    }

    [Fact]
    public void New_and_gone_agreements_are_told_apart()
    {
        var (few, many) = (Sample.Set(), Sample.Set(Sample.Partner, Sample.File("b.yaml", Sample.Coverage())));
        var added = PolicyDiff.Of(few, many, []).Agreements.ShouldHaveSingleItem();
        (added.Id, added.Was, added.Is, added.Removed.Count).ShouldBe(("bappeda-one", false, true, 0));
        var removed = PolicyDiff.Of(many, few, []).Agreements.ShouldHaveSingleItem();
        (removed.Was, removed.Is, removed.Added.Count).ShouldBe((true, false, 0));
    }

    [Fact]
    public void A_sentence_that_stood_twice_and_stands_once_is_a_change()
    {
        var two = Sample.Coverage("threshold: 5").Replace("approvals:", "  - { operation: coverage, datasets: [pkh], threshold: 5 }\napprovals:", StringComparison.Ordinal);
        var one = two.Replace("[pkh], threshold: 5", "[pkh], threshold: 6", StringComparison.Ordinal);
        var change = PolicyDiff.Of(
            Sample.Set(Sample.Partner, Sample.File("b.yaml", two)), Sample.Set(Sample.Partner, Sample.File("b.yaml", one)), []).Agreements.Single();
        change.Removed.ShouldHaveSingleItem().En.ShouldContain("below 5");
        change.Added.ShouldHaveSingleItem().En.ShouldContain("below 6");
    }

    [Fact]
    public void A_recorded_request_that_named_no_datasets_is_not_taken_for_a_choice()
    {
        // The log holds all that was looked in. Under the new set there is one more.
        var more = Sample.Set(Sample.With("[pkh, zakat]", "[pkh, zakat, dtsen]"));
        var recorded = new NamedRequest("r", Sample.Request with { Datasets = ["pkh", "zakat"] }, IsRecorded: true);
        var change = PolicyDiff.Of(Sample.Set(), more, [recorded]).Decisions.ShouldHaveSingleItem();
        change.Young.Allowed.ShouldBeTrue();
        change.Young.Datasets.Count.ShouldBe(3);
        PolicyDiff.Of(Sample.Set(), more, [recorded with { IsRecorded = false }]).Decisions.Single().Young.Reason.ShouldBe(ReasonCode.NarrowingNotPermitted);
    }
}
