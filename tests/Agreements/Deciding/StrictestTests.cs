namespace Pmo.Agreements.Tests;

/// <summary>Regions, thresholds and noise of several permits and forbids in one request.</summary>
public sealed class StrictestTests
{
    private static readonly AccessRequest Count = new()
    {
        Partner = "bappeda",
        Agreement = "bappeda-one",
        Purpose = "targeting",
        Operation = Operation.Coverage,
        At = Sample.At("2026-06-01T12:00:00"),
    };

    [Fact]
    public void A_count_carries_its_obligations()
    {
        var shown = Decide(Count, "regions: ['18']", "threshold: 10", "noise: { epsilon: 0.5 }").Obligations;
        string.Join(' ', shown.Regions.Only).ShouldBe("18");
        shown.Threshold.ShouldBe(10);
        shown.Noise.ShouldBe(new Noise(0.5m));
        shown.Disclose.ShouldBeEmpty();
    }

    [Fact]
    public void Without_terms_there_are_no_obligations()
    {
        var shown = Decide(Count).Obligations;
        shown.Regions.IsEverywhere.ShouldBeTrue();
        (shown.Threshold, shown.Noise).ShouldBe((null, null));
    }

    [Fact]
    public void Of_two_datasets_the_stricter_terms_hold_for_both()
    {
        const string Second = "  - { operation: coverage, datasets: [pkh], regions: ['1871'], threshold: 5, noise: { epsilon: 2 } }\n";
        var text = Sample.Coverage("regions: ['18', '19']", "threshold: 10", "noise: { epsilon: 0.5 }")
            .Replace("approvals:", Second + "approvals:", StringComparison.Ordinal);
        var both = Decide(text, Count).Obligations;
        string.Join(' ', both.Regions.Only).ShouldBe("1871");
        (both.Threshold, both.Noise).ShouldBe((10, new Noise(0.5m)));
        var one = Decide(text, Count with { Datasets = ["pkh"] }).Obligations;
        (one.Threshold, one.Noise).ShouldBe((5, new Noise(2)));
    }

    [Theory]
    [InlineData("18", ReasonCode.RegionNotPermitted)]
    [InlineData("1871", ReasonCode.Permit)]
    [InlineData("1871011001", ReasonCode.Permit)]
    [InlineData("1872", ReasonCode.RegionNotPermitted)]
    [InlineData("Bandar Lampung", ReasonCode.RegionNotPermitted)]
    [InlineData("", ReasonCode.RegionNotPermitted)]
    public void Partner_cannot_ask_about_a_region_that_is_not_its_own(string region, ReasonCode reason)
    {
        var decision = Decide(Count with { Region = region }, "regions: ['1871']");
        decision.Reason.ShouldBe(reason);
        if (decision.Allowed)
            string.Join(' ', decision.Obligations.Regions.Only).ShouldBe(region);
    }

    [Fact]
    public void Permits_of_two_regions_are_used_by_naming_one_of_them()
    {
        const string Second = "  - { operation: coverage, datasets: [dtsen], regions: ['1801'], threshold: 50 }\n";
        var text = Sample.Coverage("regions: ['1871']", "threshold: 10").Replace("approvals:", Second + "approvals:", StringComparison.Ordinal);
        Decide(text, Count).Reason.ShouldBe(ReasonCode.RegionNotPermitted);
        Decide(text, Count with { Region = "1871" }).Obligations.Threshold.ShouldBe(10);
        Decide(text, Count with { Region = "180101" }).Obligations.Threshold.ShouldBe(50);
        var grants = Sample.Set(Sample.Partner, Sample.File("b.yaml", text)).GrantsOf("bappeda", Count.At);
        grants.Select(grant => string.Join(' ', grant.Obligations.Regions.Only)).ShouldBe(["1801", "1871"]);
    }

    [Fact]
    public void A_forbids_of_a_region_withholds_it_and_denies_what_lies_in_it()
    {
        var text = Sample.Coverage("regions: ['18']") + "\nforbids:\n  - { operation: coverage, regions: ['1871'] }\n";
        var whole = Decide(text, Count);
        (string.Join(' ', whole.Obligations.Regions.Only), string.Join(' ', whole.Obligations.Regions.Withheld)).ShouldBe(("18", "1871"));
        Decide(text, Count with { Region = "1801" }).Obligations.Regions.Withheld.ShouldBeEmpty();
        foreach (var region in (string[])["1871", "187101"])
        {
            var denied = Decide(text, Count with { Region = region });
            (denied.Reason, denied.Rule).ShouldBe((ReasonCode.Forbidden, new RuleLocation("b.yaml", 14)));
        }
    }

    [Fact]
    public void A_forbids_of_all_that_is_permitted_denies_it() =>
        Decide(Sample.Coverage("regions: ['1871']") + "\nforbids:\n  - { operation: coverage, regions: ['18'] }\n", Count)
            .Reason.ShouldBe(ReasonCode.Forbidden);

    [Fact]
    public void A_check_withholds_the_forbidden_region_and_is_not_denied()
    {
        var decision = Sample.Set(Sample.Partner + "\nforbids:\n  - { operation: check, datasets: [pkh], regions: ['1871'] }\n").Decide(Sample.Request);
        decision.Allowed.ShouldBeTrue();
        string.Join(' ', decision.Obligations.Regions.Withheld).ShouldBe("1871");
    }

    [Fact]
    public void Partner_cannot_learn_a_region_by_checking_region_by_region()
    {
        Sample.Set().Decide(Sample.Request with { Region = "1871" }).Reason.ShouldBe(ReasonCode.NarrowingNotPermitted);
        var open = Sample.Set(Sample.With("[overlap, category]", "[overlap, region]"));
        string.Join(' ', open.Decide(Sample.Request with { Region = "1871" }).Obligations.Regions.Only).ShouldBe("1871");
    }

    [Fact]
    public void Partner_cannot_single_out_a_provider_by_naming_a_region_that_only_one_dataset_has()
    {
        var split = Sample.With("datasets: [pkh, zakat]", "datasets: [pkh]").Replace("[overlap, category]", "[overlap, region]", StringComparison.Ordinal)
            .Replace(
                "approvals:",
                "  - { operation: check, datasets: [zakat], kinds: [nik], disclose: [overlap, region], regions: ['1801'] }\napprovals:",
                StringComparison.Ordinal);
        Sample.Set(split).Decide(Sample.Request with { Region = "1871" }).Reason.ShouldBe(ReasonCode.NarrowingNotPermitted);
        Sample.Set(split).Decide(Sample.Request with { Region = "1801" }).Allowed.ShouldBeTrue();
    }

    [Fact]
    public void An_operation_without_regions_ignores_one()
    {
        var upload = Sample.Request with { Partner = "dinsos", Agreement = "dinsos-own", Purpose = "registration", Operation = Operation.Upload };
        Sample.Set().Decide(upload with { Datasets = ["pkh"], Region = "18" }).Allowed.ShouldBeTrue();
    }

    private static AccessDecision Decide(AccessRequest request, params string[] fields) => Decide(Sample.Coverage(fields), request);

    private static AccessDecision Decide(string text, AccessRequest request) =>
        Sample.Set(Sample.Partner, Sample.File("b.yaml", text)).Decide(request);
}
