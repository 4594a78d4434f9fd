using FsCheck;
using FsCheck.Fluent;
using Pmo.Client.Lists;
using Pmo.Client.Messages;
using Pmo.Client.Niks;

namespace Pmo.Client.Tests.Niks;

public sealed class NikJudgeTests
{
    private const string Man = "1871010101900001";
    private const string Woman = "1871014101900002";

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("-")]
    [InlineData("--")]
    [InlineData("0")]
    [InlineData("000")]
    [InlineData("Tidak Ada")]
    [InlineData("BELUM ADA")]
    [InlineData("n/a")]
    [InlineData("#N/A")]
    [InlineData("(kosong)")]
    [InlineData("xxx")]
    [InlineData("'")]
    [InlineData("\u00A0\u200B")]
    public void Person_without_nik_has_a_status_of_its_own(string text) => Judge(text).Status.ShouldBe(NikStatus.NoNik);

    [Theory]
    [InlineData("187101010190001", "nik_length", "Baris 14: NIK berisi 15 angka, seharusnya 16. Periksa KTP.")]
    [InlineData("18710101019000011", "nik_length", "Baris 14: NIK berisi 17 angka, seharusnya 16. Periksa KTP.")]
    [InlineData("1871013201900001", "nik_date", "Baris 14: tanggal lahir dalam NIK tidak mungkin (32). Periksa KTP.")]
    [InlineData("1871014001900001", "nik_date", "Baris 14: tanggal lahir dalam NIK tidak mungkin (40). Periksa KTP.")]
    [InlineData("1871017201900001", "nik_date", "Baris 14: tanggal lahir dalam NIK tidak mungkin (72). Periksa KTP.")]
    [InlineData("1871010113900001", "nik_date", "Baris 14: tanggal lahir dalam NIK tidak mungkin (bulan 13). Periksa KTP.")]
    [InlineData("1871013002900001", "nik_date", "Baris 14: tanggal lahir dalam NIK tidak mungkin (30-02). Periksa KTP.")]
    [InlineData("1871010101900000", "nik_serial", null)]
    [InlineData("0871010101900001", "nik_first_digit", null)]
    [InlineData("0000000000000000", "nik_first_digit", null)]
    [InlineData("18710101O1900001", "nik_letters", null)]
    [InlineData("1871010101900001/2", "nik_letters", null)]
    [InlineData("1,87101E+15", "nik_excel_cut", null)]
    [InlineData("1.87101E+15", "nik_excel_cut", null)]
    [InlineData("'1.87101e15", "nik_excel_cut", null)]
    public void Invalid_nik_is_named_by_its_line(string text, string code, string? indonesian)
    {
        var verdict = Judge(text);
        verdict.Status.ShouldBe(NikStatus.Invalid);
        var problem = verdict.Problem!.Value;
        problem.Code.ShouldBe(code);
        problem.Id.ShouldBe(indonesian ?? problem.Id);
        problem.Id.ShouldStartWith("Baris 14: ");
        problem.En.ShouldStartWith("Line 14: ");
        (problem.Id + problem.En).ShouldNotContain(text);
    }

    [Theory]
    [InlineData(Man)]
    [InlineData(Woman)]
    [InlineData("'1871010101900001")]
    [InlineData("1871\u00A00101\u00A00190\u00A00001")]
    [InlineData("18.71.01.010190.0001")]
    [InlineData("1871012902000001")]
    public void Good_nik_is_valid_without_a_word(string text)
    {
        var verdict = Judge(text);
        verdict.Status.ShouldBe(NikStatus.Valid);
        verdict.Problem.ShouldBeNull();
        verdict.Warnings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("2071010101900001", "provinsi")]
    [InlineData("1899010101900001", "kabupaten")]
    [InlineData("1871990101900001", "kecamatan")]
    public void Unknown_area_is_warned_of_and_checked(string text, string kind)
    {
        var verdict = Judge(text);
        verdict.Status.ShouldBe(NikStatus.Valid);
        verdict.Warnings.Single().Code.ShouldBe("nik_area_unknown");
        verdict.Warnings.Single().Id.ShouldContain(kind);
    }

    [Fact]
    public void Code_presumed_retired_is_not_unknown() => Judge("1801010101900001").Warnings.ShouldBeEmpty();

    [Fact]
    public void Other_province_is_warned_of_by_name()
    {
        var warning = Judge("3174010101900001").Warnings.Single();
        warning.Code.ShouldBe("nik_other_province");
        warning.Id.ShouldContain("DKI Jakarta");
    }

    [Fact]
    public void Nik_that_equals_the_kk_is_warned_of()
    {
        Judge(Man, kk: "1871 0101 0190 0001").Warnings.Single().Code.ShouldBe("nik_equals_kk");
        Judge(Man, kk: Woman).Warnings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Man, "1990-01-01", true)]
    [InlineData(Man, "01/01/1990", true)]
    [InlineData(Man, "1-1-90", true)]
    [InlineData(Man, "Metro, 1 Januari 1990", true)]
    [InlineData("1871010705900001", "5/7/1990", true)]
    [InlineData("1871010705900001", "7 Mei 1990", true)]
    [InlineData("1871014705900001", "1990-05-07T00:00:00", true)]
    [InlineData("1871011708450001", "17 Ags 1945", true)]
    [InlineData(Man, "tidak tahu", true)]
    [InlineData(Man, "02/01/1990", false)]
    [InlineData(Man, "01/01/1991", false)]
    public void Birth_date_is_compared_with_the_date_column(string nik, string date, bool agrees) =>
        Judge(nik, birthDate: date).Warnings.Select(w => w.Code).ShouldBe(agrees ? [] : ["nik_birth_date_differs"]);

    [Fact]
    public void Number_ending_in_zero_has_lost_its_last_digit()
    {
        Judge("1871010101900010", number: true).Problem!.Value.Code.ShouldBe("nik_excel_cut");
        Judge("1871010101900010", number: true, whole: true).Status.ShouldBe(NikStatus.Valid);
        Judge("1871010101900012", number: true).Status.ShouldBe(NikStatus.Valid);
        Judge("1871010101900010").Status.ShouldBe(NikStatus.Valid);
    }

    [Fact]
    public void Number_above_2_to_53_is_never_trusted() =>
        Judge("9171010101900010", number: true, whole: true).Problem!.Value.Code.ShouldBe("nik_excel_cut");

    [Fact]
    public void Verdict_prints_no_nik()
    {
        var verdict = Judge(Man);
        verdict.ToString().ShouldBe("Valid");
        new ListCell(Man, IsNumber: false).ToString().ShouldBe("ListCell");
    }

    [Fact]
    public void Any_text_gets_a_verdict_and_no_message_repeats_it() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Elements("1871010101900001", "0", "9", "A", "-", ".", " ", "E+15", "é", "32", "\u00A0", "'").ListOf().Select(string.Concat).ToArbitrary(),
        ArbMap.Default.ArbFor<string?>(),
        (text, noise) =>
        {
            foreach (var sample in new[] { text, noise ?? "", text + noise })
            {
                var verdict = Judge(sample, kk: sample, birthDate: sample);
                var said = verdict.Warnings.Append(verdict.Problem ?? default).Select(m => m.Id + m.En);
                foreach (var sentence in said)
                {
                    Pmo.Protocol.Inputs.NikScanner.Contains((sentence ?? "").AsSpan()).ShouldBeFalse();
                }
            }
        }));

    private static NikVerdict Judge(string text, string kk = "", string birthDate = "", bool number = false, bool whole = false) =>
        NikJudge.Judge(new ListCell(text, number), kk, birthDate, line: 14, whole);
}
