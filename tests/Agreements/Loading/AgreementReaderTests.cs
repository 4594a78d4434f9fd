namespace Pmo.Agreements.Tests;

public sealed class AgreementReaderTests
{
    [Fact]
    public void The_sample_is_fine() => Sample.Errors(Sample.Partner).ShouldBeEmpty();

    [Theory]
    [InlineData("id: csr-one", "id: CSR_one", "1 bad_id")]
    [InlineData("id: csr-one", "id:", "1 empty_value")]
    [InlineData("party: csr", "party: [csr]", "4 wrong_shape")]
    [InlineData("number: 1/PKS/2026", "nomor: 1", "2 unknown_field")]
    [InlineData("title: { id: Pemeriksaan, en: Check }", "title: { id: Pemeriksaan }", "3 missing_field")]
    [InlineData("title: { id: Pemeriksaan, en: Check }", "title: Check", "3 wrong_shape")]
    [InlineData("law: UU 27/2022, ", "", "5 missing_field")]
    [InlineData("from: 2026-01-01", "from: 2026-02-30", "6 bad_date")]
    [InlineData("from: 2026-01-01", "from: 1/1/2026", "6 bad_date")]
    [InlineData("from: 2026-01-01", "from: 2027-01-01", "6 date_order")]
    [InlineData("[pre-donation-check, evaluation]", "[marketing]", "7 unknown_purpose")]
    [InlineData("[pre-donation-check, evaluation]", "[]", "7 empty_value")]
    [InlineData("[pre-donation-check, evaluation]", "[audit, audit]", "7 duplicate_value")]
    [InlineData("[pre-donation-check, evaluation]", "evaluation", "7 wrong_shape")]
    [InlineData("operation: check", "operation: peek", "9 unknown_operation")]
    [InlineData("datasets: [pkh, zakat]", "datasets: []", "10 empty_value")]
    [InlineData("datasets: [pkh, zakat]", "datasets: ['*']", "10 bad_id")]
    [InlineData("datasets: [pkh, zakat]", "regions: ['18']", "9 missing_field")]
    [InlineData("kinds: [nik]", "regions: [Lampung]\n    kinds: [nik]", "11 bad_id")]
    [InlineData("kinds: [nik]", "regions: ['181']\n    kinds: [nik]", "11 bad_id")]
    [InlineData("kinds: [nik]", "regions: ['18.71']\n    kinds: [nik]", "11 bad_id")]
    [InlineData("kinds: [nik]", "regions: ['08']\n    kinds: [nik]", "11 bad_id")]
    [InlineData("kinds: [nik]", "regions: ['18', '18']\n    kinds: [nik]", "11 duplicate_value")]
    [InlineData("kinds: [nik]", "regions: []\n    kinds: [nik]", "11 empty_value")]
    [InlineData("kinds: [nik]", "kinds: [passport]", "11 unknown_kind")]
    [InlineData("[overlap, category]", "[overlap, name]", "12 unknown_disclosure")]
    [InlineData("persons: 5000", "persons: 0", "13 bad_number")]
    [InlineData("persons: 5000", "persons: -5", "13 bad_number")]
    [InlineData("persons: 5000", "persons: 5.000", "13 bad_number")]
    [InlineData("persons: 5000", "persons: 99999999999", "13 bad_number")]
    [InlineData("per: month", "per: fortnight", "13 unknown_period")]
    [InlineData("min: 20, max: 2000", "min: 20, max: 19", "14 min_above_max")]
    [InlineData("{ min: 20, max: 2000 }", "{}", "14 empty_value")]
    [InlineData("list: { min: 20, max: 2000 }", "threshold: 10", "14 field_not_applicable")]
    [InlineData("list: { min: 20, max: 2000 }", "noise: { epsilon: 1 }", "14 field_not_applicable")]
    [InlineData("owner: baznas", "owner: dinsos", "17 duplicate_value")]
    [InlineData("by: dpo@baznas.example, ", "", "17 missing_field")]
    public void Each_mistake_is_refused_with_its_line(string old, string replacement, params string[] expected) =>
        Sample.Errors(Sample.With(old, replacement)).ShouldBe(expected);

    [Fact]
    public void Empty_permits_are_refused()
    {
        var text = Sample.Owner("dinsos", "pkh");
        var upTo = text.IndexOf("permits:", StringComparison.Ordinal);
        Sample.Errors(text[..upTo] + "permits: []\n").ShouldBe(["7 empty_value"]);
        Sample.Errors(text[..upTo]).ShouldBe(["1 missing_field"]);
    }

    [Theory]
    [InlineData("threshold: 1", "bad_number")]
    [InlineData("threshold: ten", "bad_number")]
    [InlineData("noise: 1", "wrong_shape")]
    [InlineData("noise: { sigma: 1 }", "unknown_field", "missing_field")]
    [InlineData("noise: { epsilon: 0 }", "bad_number")]
    [InlineData("noise: { epsilon: 0.001 }", "bad_number")]
    [InlineData("noise: { epsilon: 10.01 }", "bad_number")]
    [InlineData("noise: { epsilon: 1e-1 }", "bad_number")]
    [InlineData("noise: { epsilon: -1 }", "bad_number")]
    [InlineData("noise: { epsilon: \"0,5\" }", "bad_number")]
    public void A_count_cannot_be_protected_by_nonsense(string field, params string[] codes) =>
        Sample.Errors(Sample.Coverage(field)).ShouldBe(codes.Select(code => "10 " + code));

    [Theory]
    [InlineData("threshold: 2")]
    [InlineData("noise: { epsilon: 0.01 }")]
    [InlineData("noise: { epsilon: 10.00 }")]
    [InlineData("regions: ['18', '1901011001']")]
    public void A_count_may_be_protected(string field) => Sample.Errors(Sample.Coverage(field)).ShouldBeEmpty();

    [Theory]
    [InlineData("regions: ['18']", PolicyFeatures.Regions)]
    [InlineData("threshold: 10", PolicyFeatures.Threshold)]
    [InlineData("noise: { epsilon: 1 }", PolicyFeatures.Noise)]
    public void What_the_services_do_not_keep_to_is_refused_and_never_ignored(string field, PolicyFeatures feature)
    {
        Sample.Errors(Sample.Coverage(field), PolicyFeatures.All & ~feature).ShouldBe(["10 not_yet_enforced"]);
        Sample.Errors(Sample.Coverage(field), feature).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("kk", PolicyFeatures.Kk)]
    [InlineData("mk", PolicyFeatures.Mk)]
    public void Kinds_that_the_services_do_not_know_are_refused(string kind, PolicyFeatures feature)
    {
        var text = Sample.With("kinds: [nik]", $"kinds: [nik, {kind}]");
        Sample.Errors(text, PolicyFeatures.All & ~feature).ShouldBe(["11 not_yet_enforced"]);
        Sample.Errors(text, feature).ShouldBeEmpty();
        Sample.Errors($"{Sample.Partner}\nforbids:\n  - {{ operation: check, kinds: [{kind}] }}\n", PolicyFeatures.None).ShouldBe(["19 not_yet_enforced"]);
    }

    [Fact]
    public void A_forbids_of_a_region_is_refused_where_nothing_would_withhold() =>
        Sample.Errors($"{Sample.Partner}\nforbids:\n  - {{ operation: check, regions: ['1871'] }}\n", PolicyFeatures.None).ShouldBe(["19 not_yet_enforced"]);

    [Theory]
    [InlineData("[pre-donation-check, evaluation]", "[pre-donation-chek]", "'pre-donation-check'")]
    [InlineData("[pre-donation-check, evaluation]", "[pre_donation_check]", "'pre-donation-check'")]
    [InlineData("[pre-donation-check, evaluation]", "[Evaluation]", "'evaluation'")]
    [InlineData("[pre-donation-check, evaluation]", "[evalaution]", "'evaluation'")]
    [InlineData("operation: check", "operation: chekc", "'check'")]
    [InlineData("[overlap, category]", "[overlap, catgory]", "'category'")]
    [InlineData("per: month", "per: mont", "'month'")]
    [InlineData("purposes:", "purpose:", "'purposes'")]
    [InlineData("    disclose:", "    discloses:", "'disclose'")]
    public void A_slip_of_the_pen_is_met_with_the_word_that_was_meant(string old, string replacement, string meant)
    {
        var messages = Sample.Load([Sample.File("a.yaml", Sample.With(old, replacement))]).Errors.Select(error => error.Message).ToList();
        messages.ShouldContain(message => message.En.Contains($"Did you mean {meant}?", StringComparison.Ordinal));
        messages.ShouldContain(message => message.Id.Contains($"Maksudnya {meant}?", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("operation: audit", "datasets: [pkh]")]
    [InlineData("operation: audit", "quota: { persons: 1, per: day }")]
    [InlineData("operation: coverage\n    datasets: [pkh]", "disclose: [overlap]")]
    [InlineData("operation: coverage\n    datasets: [pkh]", "kinds: [nik]")]
    [InlineData("operation: upload\n    datasets: [pkh]", "regions: ['18']")]
    [InlineData("operation: upload\n    datasets: [pkh]", "threshold: 3")]
    [InlineData("operation: duplicates\n    datasets: [pkh]\n    disclose: [overlap]", "noise: { epsilon: 1 }")]
    [InlineData("operation: upload\n    datasets: [pkh]", "disclose: [overlap]")]
    [InlineData("operation: subject\n    datasets: [pkh]", "list: { min: 1 }")]
    public void A_field_that_nothing_would_enforce_is_refused(string permit, string field)
    {
        var head = Sample.Owner("dinsos", "pkh");
        head = head[..head.IndexOf("permits:", StringComparison.Ordinal)];
        Sample.Errors($"{head}permits:\n  - {permit}\n").ShouldBeEmpty();
        Sample.Errors($"{head}permits:\n  - {permit}\n    {field}\n").ShouldHaveSingleItem().ShouldEndWith(" field_not_applicable");
    }

    [Theory]
    [InlineData("  - { operation: check, regions: ['1'] }", "bad_id")]
    [InlineData("  - { operation: upload, regions: ['18'] }", "field_not_applicable")]
    [InlineData("  - { operation: coverage, threshold: 3 }", "unknown_field")]
    [InlineData("  - { operation: check, datasets: [] }", "empty_value")]
    [InlineData("  - { datasets: [pkh] }", "missing_field")]
    [InlineData("  - { operation: check, quota: { persons: 1, per: day } }", "unknown_field")]
    [InlineData("  - { operation: audit, datasets: [pkh] }", "field_not_applicable")]
    public void A_forbids_is_read_as_strictly(string forbid, string code) =>
        Sample.Errors($"{Sample.Partner}\nforbids:\n{forbid}\n").ShouldBe([$"19 {code}"]);

    [Fact]
    public void All_errors_are_reported_not_the_first()
    {
        var text = Sample.With("id: csr-one", "id: X")
            .Replace("per: month", "per: moon", StringComparison.Ordinal)
            .Replace("date: 2026-01-03", "date: soon", StringComparison.Ordinal)
            .Replace("law:", "lex:", StringComparison.Ordinal);
        Sample.Errors(text).ShouldBe(["1 bad_id", "5 unknown_field", "5 missing_field", "13 unknown_period", "17 bad_date"]);
    }

    [Fact]
    public void Messages_say_what_and_how_to_mend_it_in_both_languages()
    {
        var text = Sample.With("per: month", "per: moon");
        var error = Sample.Load([Sample.File("a.yaml", text)]).Errors.ShouldHaveSingleItem();
        error.Message.Id.ShouldBe("agreement.permits[1].quota.per: 'moon' tidak dikenal. Pilihan: day, week, month, year.");
        error.ToString().ShouldBe(
            "a.yaml:13: unknown_period: agreement.permits[1].quota.per: 'moon' is unknown. Choose from: day, week, month, year.");
    }

    [Fact]
    public void Too_many_datasets_are_refused()
    {
        var datasets = Enumerable.Range(0, PolicyLoader.MaxDatasets).Select(n => FormattableString.Invariant($"set-{n}")).ToArray();
        Sample.Errors(Sample.Owner("dinsos", datasets)).ShouldBeEmpty();
        Sample.Errors(Sample.Owner("dinsos", [.. datasets, "one-more"])).ShouldBe(["7 too_many_datasets"]);
    }
}
