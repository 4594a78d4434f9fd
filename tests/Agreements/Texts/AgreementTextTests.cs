namespace Pmo.Agreements.Tests;

public sealed class AgreementTextTests
{
    private const string Whole = """
        id: all-terms
        number: 9/PKS/2026
        title: { id: Judul, en: Heading }
        party: csr
        basis: { law: UU 27/2022, article: 20(2)f, note: catatan }
        valid: { from: 2026-01-02, until: 2026-11-30 }
        purposes: [pre-donation-check, evaluation]
        permits:
          - operation: check
            datasets: [pkh, unowned]
            kinds: [nik, kk]
            disclose: [overlap, provider, category, programme, year, period, amount-band, region, household]
            regions: ["1871", "1801"]
            quota: { persons: 12345, per: week }
            list: { min: 21, max: 2345 }
          - { operation: coverage, datasets: [dtsen], regions: ["18"], threshold: 17, noise: { epsilon: 0.25 } }
          - { operation: upload, datasets: [own] }
          - { operation: duplicates, datasets: [own], disclose: [year], quota: { persons: 7, per: day } }
          - { operation: subject, datasets: [own], kinds: [mk] }
          - { operation: audit }
        forbids:
          - { operation: check, datasets: [zakat], kinds: [kk], regions: ["1872"] }
          - { operation: compare }
        approvals:
          - { owner: dinsos, by: dpo@dinsos.example, date: 2026-01-03 }
        """;

    // Each value of the file, and what stands for it in the text.
    [Theory]
    [InlineData("id: all-terms", "id: other-id", "all-terms", "other-id")]
    [InlineData("number: 9/PKS/2026", "number: 10/PKS/2026", "9/PKS/2026", "10/PKS/2026")]
    [InlineData("id: Judul", "id: Tajuk", "Judul", "Tajuk")]
    [InlineData("en: Heading", "en: Name", "Heading", "Name")]
    [InlineData("party: csr", "party: firm", "diberi izin: csr.", "diberi izin: firm.")]
    [InlineData("law: UU 27/2022", "law: UU 1/1945", "UU 27/2022", "UU 1/1945")]
    [InlineData("article: 20(2)f", "article: 20(2)a", "20(2)f", "20(2)a")]
    [InlineData("note: catatan", "note: lain", "(catatan)", "(lain)")]
    [InlineData("from: 2026-01-02", "from: 2026-03-02", "2 Januari 2026", "2 Maret 2026")]
    [InlineData("until: 2026-11-30", "until: 2026-12-30", "30 November 2026", "30 Desember 2026")]
    [InlineData("[pre-donation-check, evaluation]", "[pre-donation-check, targeting]", "(evaluation)", "(targeting)")]
    [InlineData("operation: compare", "operation: overlaps", "Larangan 2 (compare)", "Larangan 2 (overlaps)")]
    [InlineData("[pkh, unowned]", "[pkh, nobodys]", "unowned (belum ada pemilik)", "nobodys (belum ada pemilik)")]
    [InlineData("[pkh, unowned]", "[zakat, unowned]", "pkh (milik dinsos) dan unowned", "zakat (milik baznas) dan unowned")]
    [InlineData("[nik, kk]", "[nik, mk]", "NIK dan nomor KK", "NIK dan kunci pencocokan")]
    [InlineData("region, household]", "region]", "tumpang tindih keluarga", "dan wilayah.")]
    [InlineData("[\"1871\", \"1801\"]", "[\"1871\", \"1802\"]", "1871 dan 1801", "1871 dan 1802")]
    [InlineData("persons: 12345", "persons: 12346", "12.345 orang", "12.346 orang")]
    [InlineData("per: week", "per: year", "setiap minggu mulai Senin", "setiap tahun")]
    [InlineData("min: 21", "min: 22", "paling sedikit 21 orang", "paling sedikit 22 orang")]
    [InlineData("max: 2345", "max: 2346", "paling banyak 2.345 orang", "paling banyak 2.346 orang")]
    [InlineData("threshold: 17", "threshold: 18", "di bawah 17 orang", "di bawah 18 orang")]
    [InlineData("epsilon: 0.25", "epsilon: 0.75", "epsilon 0,25", "epsilon 0,75")]
    [InlineData("operation: check, datasets: [zakat]", "operation: check, datasets: [pkh]", "dataset zakat (milik baznas) dengan nomor", "dataset pkh (milik dinsos) dengan nomor")]
    [InlineData("kinds: [kk], regions", "kinds: [nik], regions", "dengan nomor KK di", "dengan NIK di")]
    [InlineData("regions: [\"1872\"]", "regions: [\"1873\"]", "di wilayah 1872", "di wilayah 1873")]
    [InlineData("owner: dinsos", "owner: baznas", "Disetujui oleh dinsos", "Disetujui oleh baznas")]
    [InlineData("by: dpo@dinsos.example", "by: dpo@other.example", "dpo@dinsos.example", "dpo@other.example")]
    [InlineData("date: 2026-01-03", "date: 2026-01-04", "3 Januari 2026", "4 Januari 2026")]
    public void Each_value_of_an_agreement_is_in_its_text(string old, string replacement, string said, string saidThen)
    {
        Whole.ShouldContain(old);
        var (before, after) = (Text(Whole), Text(Whole.Replace(old, replacement, StringComparison.Ordinal)));
        before.ShouldContain(said);
        before.ShouldNotContain(saidThen);
        after.ShouldContain(saidThen);
    }

    [Fact]
    public void No_field_can_be_added_to_the_vocabulary_without_a_sentence()
    {
        // Whoever adds a field reads here that the text above must say it.
        AgreementReader.Fields.Count.ShouldBe(10);
        PermitReader.PermitFields.Count.ShouldBe(9);
        PermitReader.ForbidFields.Count.ShouldBe(4);
        foreach (var field in PermitReader.PermitFields)
            Whole.ShouldContain(field + ": ");
    }

    [Fact]
    public void Every_term_has_words_of_its_own_in_both_languages()
    {
        AllDiffer(Enum.GetValues<Operation>().Select(TermTexts.Of));
        AllDiffer(Enum.GetValues<Disclosure>().Select(TermTexts.Of));
        AllDiffer(Enum.GetValues<QuotaPeriod>().Select(TermTexts.Of));
        Enum.GetValues<PersonKind>().Select(kind => TermTexts.Of(kind).Id).ShouldBeUnique();
    }

    [Fact]
    public void What_its_owner_has_not_approved_is_said() =>
        Text(Whole).ShouldContain("Belum disetujui pemiliknya, jadi belum berlaku: dataset unowned (belum ada pemilik).");

    [Fact]
    public void Both_languages_say_as_much()
    {
        var lines = Lines(Whole);
        lines.ShouldAllBe(line => line.Id.Length > 0 && line.En.Length > 0 && line.Id != line.En);
        lines.Single(line => line.Id.Contains("12.345", StringComparison.Ordinal)).En.ShouldContain("12,345 persons a week from Monday");
    }

    private static void AllDiffer(IEnumerable<LocalizedText> texts)
    {
        var all = texts.ToList();
        all.Select(text => text.Id).ShouldBeUnique();
        all.Select(text => text.En).ShouldBeUnique();
    }

    private static IReadOnlyList<LocalizedText> Lines(string agreement)
    {
        var load = Sample.Load([Sample.File("all.yaml", agreement), .. Sample.Files()[1..]]);
        load.Errors.ShouldBeEmpty();
        return load.Set!.TextOf(load.Set.Agreements.Single(one => !one.Id.Value.EndsWith("-own", StringComparison.Ordinal)).Id.Value).ShouldNotBeNull();
    }

    private static string Text(string agreement) => string.Join('\n', Lines(agreement).Select(line => line.Id));
}
