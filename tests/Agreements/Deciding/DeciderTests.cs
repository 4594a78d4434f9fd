namespace Pmo.Agreements.Tests;

public sealed class DeciderTests
{
    private static readonly PolicySet Set = Sample.Set();

    private static AccessDecision Decide(AccessRequest request, string? partner = null) =>
        (partner is null ? Set : Sample.Set(partner)).Decide(request);

    [Fact]
    public void What_is_permitted_is_allowed_with_everything_a_service_needs()
    {
        var decision = Decide(Sample.Request);
        decision.Allowed.ShouldBeTrue();
        decision.Rule.ShouldBe(new RuleLocation("csr.yaml", 9));
        decision.PolicyDigest.ShouldBe(Set.Digest);
        decision.Datasets.Select(grant => $"{grant.Id} of {grant.Owner}").ShouldBe(["pkh of dinsos", "zakat of baznas"]);
        decision.Obligations.Disclose.ShouldBe([Disclosure.Overlap, Disclosure.Category]);
        decision.Quotas.ShouldBe([new QuotaRule("csr-one/check/1/month", 5000, QuotaPeriod.Month)]);
        decision.List.ShouldBe(new ListLimits(20, 2000));
    }

    [Theory]
    [InlineData("csr", null)]
    [InlineData("csr", "")]
    [InlineData("csr", "unknown")]
    [InlineData("csr", "dinsos-own")]
    [InlineData("", "csr-one")]
    [InlineData("CSR", "csr-one")]
    [InlineData("other", "csr-one")]
    public void Partner_cannot_learn_of_anothers_agreement(string partner, string? agreement)
    {
        var decision = Decide(Sample.Request with { Partner = partner, Agreement = agreement });
        decision.Reason.ShouldBe(ReasonCode.NoAgreement);
        decision.Rule.ShouldBeNull();
        decision.Detail.ShouldBeNull();
    }

    [Theory]
    [InlineData("2025-12-31T23:59:59", ReasonCode.NotYetValid)]
    [InlineData("2026-01-03T00:00:00", ReasonCode.Permit)]
    [InlineData("2026-12-31T23:59:59", ReasonCode.Permit)]
    [InlineData("2027-01-01T00:00:00", ReasonCode.Expired)]
    public void Days_are_inclusive_and_counted_in_wib(string at, ReasonCode reason)
    {
        Decide(Sample.Request with { At = Sample.At(at) }).Reason.ShouldBe(reason);
        Decide(Sample.Request with { At = Sample.At(at).ToUniversalTime() }).Reason.ShouldBe(reason);
    }

    [Theory]
    [InlineData("evaluation", ReasonCode.Permit)]
    [InlineData("targeting", ReasonCode.PurposeNotPermitted)]
    [InlineData("nonsense", ReasonCode.PurposeNotPermitted)]
    [InlineData(null, ReasonCode.PurposeNotPermitted)]
    public void A_purpose_must_be_the_agreements(string? purpose, ReasonCode reason) =>
        Decide(Sample.Request with { Purpose = purpose }).Reason.ShouldBe(reason);

    [Fact]
    public void Nothing_is_permitted_by_silence()
    {
        foreach (var operation in Enum.GetValues<Operation>().Where(one => one != Operation.Check))
            Decide(Sample.Request with { Operation = operation }).Reason.ShouldBe(ReasonCode.OperationNotPermitted);
    }

    [Theory]
    [InlineData(null, ReasonCode.Permit)] // nik
    [InlineData("kk", ReasonCode.KindNotPermitted)]
    [InlineData("NIK", ReasonCode.KindNotPermitted)]
    public void A_kind_must_be_the_permits(string? kind, ReasonCode reason) =>
        Decide(Sample.Request with { Kind = kind }).Reason.ShouldBe(reason);

    [Theory]
    [InlineData(ReasonCode.Permit, "pkh", "zakat")]
    [InlineData(ReasonCode.Permit, "zakat", "pkh", "zakat")]
    [InlineData(ReasonCode.NarrowingNotPermitted, "pkh")]
    [InlineData(ReasonCode.NarrowingNotPermitted, "pkh", "pkh")]
    [InlineData(ReasonCode.DatasetNotCovered, "pkh", "zakat", "dtsen")]
    [InlineData(ReasonCode.DatasetNotCovered, "pkh", "zakat", "../etc")]
    [InlineData(ReasonCode.DatasetNotCovered)]
    public void Partner_cannot_single_out_a_provider_that_is_not_disclosed(ReasonCode reason, params string[] datasets) =>
        Decide(Sample.Request with { Datasets = datasets }).Reason.ShouldBe(reason);

    [Fact]
    public void Narrowing_is_allowed_where_the_provider_is_disclosed()
    {
        var open = Sample.With("[overlap, category]", "[overlap, provider]");
        var decision = Decide(Sample.Request with { Datasets = ["pkh"] }, open);
        decision.Datasets.ShouldHaveSingleItem().Id.Value.ShouldBe("pkh");
    }

    [Theory]
    [InlineData(-1, ReasonCode.ListTooSmall)]
    [InlineData(19, ReasonCode.ListTooSmall)]
    [InlineData(20, ReasonCode.Permit)]
    [InlineData(2000, ReasonCode.Permit)]
    [InlineData(2001, ReasonCode.ListTooLarge)]
    [InlineData(null, ReasonCode.Permit)]
    public void A_list_keeps_to_its_limits(int? persons, ReasonCode reason) =>
        Decide(Sample.Request with { Persons = persons }).Reason.ShouldBe(reason);

    [Fact]
    public void A_list_of_nobody_is_too_small_even_without_limits() =>
        Decide(Sample.Request with { Persons = 0 }, Sample.With("    list: { min: 20, max: 2000 }\n", "")).Reason.ShouldBe(ReasonCode.ListTooSmall);

    [Theory]
    [InlineData("owner: baznas", "owner: someone")]
    [InlineData("datasets: [pkh, zakat]", "datasets: [pkh, zakat, nobodys]")]
    [InlineData("date: 2026-01-03", "date: 2026-06-02")] // the day after the request
    public void One_dataset_that_its_owner_has_not_approved_denies_the_whole(string old, string replacement)
    {
        var decision = Decide(Sample.Request, Sample.With(old, replacement));
        decision.Reason.ShouldBe(ReasonCode.OwnerNotApproved);
        decision.Detail!.En.ShouldBe(replacement.Contains("nobodys", StringComparison.Ordinal) ? "dataset nobodys" : "dataset zakat");
        decision.Datasets.ShouldBeEmpty();
    }

    [Fact]
    public void Own_datasets_need_no_approval()
    {
        var upload = Sample.Request with { Partner = "dinsos", Agreement = "dinsos-own", Purpose = "registration", Operation = Operation.Upload };
        Decide(upload with { Datasets = ["pkh"] }).Datasets.ShouldBe([new DatasetGrant(Id("pkh"), Party("dinsos"))]);
        Decide(upload with { Datasets = ["zakat"] }).Reason.ShouldBe(ReasonCode.DatasetNotCovered);
    }

    [Fact]
    public void An_operation_without_datasets_covers_none()
    {
        var text = Sample.Owner("dpo", "x23");
        text = text[..text.IndexOf("permits:", StringComparison.Ordinal)] + "permits:\n  - operation: audit\n";
        var set = Sample.Set(Sample.Partner, Sample.File("dpo.yaml", text));
        var audit = Sample.Request with { Partner = "dpo", Agreement = "dpo-own", Purpose = "registration", Operation = Operation.Audit, Persons = null };
        set.Decide(audit).Datasets.ShouldBeEmpty();
        set.Decide(audit).Allowed.ShouldBeTrue();
        set.Decide(audit with { Datasets = ["pkh"] }).Reason.ShouldBe(ReasonCode.DatasetNotCovered);
    }

    [Fact]
    public void The_stricter_of_two_permits_wins()
    {
        var two = Sample.With("datasets: [pkh, zakat]", "datasets: [pkh]").Replace(
            "approvals:",
            """
              - operation: check
                datasets: [zakat]
                kinds: [nik]
                disclose: [year, overlap, provider]
                quota: { persons: 10, per: day }
                list: { min: 5, max: 100 }
            approvals:
            """,
            StringComparison.Ordinal);
        var decision = Decide(Sample.Request, two);
        decision.Obligations.Disclose.ShouldBe([Disclosure.Overlap]);
        decision.List.ShouldBe(new ListLimits(20, 100));
        decision.Quotas.Select(quota => quota.Key).ShouldBe(["csr-one/check/1/month", "csr-one/check/2/day"]);
        Decide(Sample.Request with { Persons = 101 }, two).Rule.ShouldBe(new RuleLocation("csr.yaml", 15));
        Decide(Sample.Request with { Persons = 19 }, two).Rule.ShouldBe(new RuleLocation("csr.yaml", 9));

        // Asking about zakat alone and then about both would tell who is in pkh, whose provider is not disclosed.
        Decide(Sample.Request with { Datasets = ["zakat"] }, two).Reason.ShouldBe(ReasonCode.NarrowingNotPermitted);
    }

    [Theory]
    [InlineData("{ operation: check }", true)]
    [InlineData("{ operation: check, datasets: [zakat] }", true)]
    [InlineData("{ operation: check, kinds: [nik] }", true)]
    [InlineData("{ operation: check, datasets: [dtsen] }", false)]
    [InlineData("{ operation: coverage }", false)]
    public void A_forbids_beats_every_permit(string forbid, bool denied)
    {
        var decision = Decide(Sample.Request, $"{Sample.Partner}\nforbids:\n  - {forbid}\n");
        decision.Reason.ShouldBe(denied ? ReasonCode.Forbidden : ReasonCode.Permit);
        if (denied)
            decision.Rule.ShouldBe(new RuleLocation("csr.yaml", 19));
    }

    [Fact]
    public void Partner_cannot_step_around_a_forbids_by_another_of_its_agreements()
    {
        var second = Sample.With("id: csr-one", "id: csr-two") + "\nforbids:\n  - { operation: check, datasets: [pkh] }\n";
        Sample.Set(Sample.Partner, Sample.File("two.yaml", second)).Decide(Sample.Request).Reason.ShouldBe(ReasonCode.Forbidden);
        var over = second.Replace("until: 2026-12-31", "until: 2026-05-31", StringComparison.Ordinal);
        Sample.Set(Sample.Partner, Sample.File("two.yaml", over)).Decide(Sample.Request).Allowed.ShouldBeTrue();
    }

    [Fact]
    public void A_later_call_is_judged_again_but_for_list_and_narrowing()
    {
        Set.DecideAgain(Sample.Request with { Datasets = ["pkh"], Persons = 1 }).Allowed.ShouldBeTrue();
        Set.DecideAgain(Sample.Request with { At = Sample.At("2027-01-01T00:00:00") }).Reason.ShouldBe(ReasonCode.Expired);
        Sample.Set(Sample.Partner + "\nforbids:\n  - { operation: check }\n").DecideAgain(Sample.Request).Reason.ShouldBe(ReasonCode.Forbidden);
        Sample.Set(Sample.With("owner: dinsos", "owner: nobody")).DecideAgain(Sample.Request).Reason.ShouldBe(ReasonCode.OwnerNotApproved);
    }

    private static DatasetId Id(string text) => DatasetId.TryParse(text, out var id, out _) ? id : throw new ArgumentException(text, nameof(text));

    private static PartyId Party(string text) => PartyId.TryParse(text, out var id, out _) ? id : throw new ArgumentException(text, nameof(text));
}
