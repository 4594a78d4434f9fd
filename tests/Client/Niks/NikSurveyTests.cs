using System.Globalization;
using Pmo.Client.Niks;
using Pmo.Client.Tests.Lists;
using Pmo.Client.Tests.Loopback;

namespace Pmo.Client.Tests.Niks;

public sealed class NikSurveyTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Counts_rows_persons_and_duplicates()
    {
        var survey = Csv("NIK\n1871010101900001\n\"1871 0101 0190 0001\"\n\n1871014101900002\n-\n1871013201900001\n1871010101900001\n");

        survey.Counts.ShouldBe(new NikCounts(Rows: 6, Valid: 4, Distinct: 2, Invalid: 1, NoNik: 1, Duplicates: 2));
        survey.Stop.ShouldBeNull();
        survey.Persons.Count.ShouldBe(2);
        survey.Persons[1].Reveal().ShouldBe("1871014101900002");
        Enumerable.Range(1, 6).Select(survey.Persons.PersonOf).ShouldBe([0, 0, 1, null, null, 0]);
        survey.Persons.StatusOf(4).ShouldBe(NikStatus.NoNik);
        survey.Persons.StatusOf(5).ShouldBe(NikStatus.Invalid);
        survey.Persons.DuplicateOf(1).ShouldBeNull();
        survey.Persons.DuplicateOf(2)!.Value.Id.ShouldBe("sama dengan baris 2");
        survey.Persons.DuplicateOf(6)!.Value.En.ShouldBe("same as line 2");
    }

    [Fact]
    public void Persons_of_a_long_list_are_told_apart()
    {
        // Everybody twice, and so many that the index grows several times.
        var niks = SyntheticNiks.Make(20_000).Select(nik => nik.Reveal()).ToList();
        var survey = Csv("NIK\n" + string.Join('\n', niks.Concat(niks)) + "\n");

        survey.Counts.ShouldBe(new NikCounts(Rows: 40_000, Valid: 40_000, Distinct: 20_000, Invalid: 0, NoNik: 0, Duplicates: 20_000));
        survey.Persons.Persons.Select(nik => nik.Reveal()).ShouldBe(niks);
        Enumerable.Range(1, 40_000).Select(row => survey.Persons.PersonOf(row)!.Value).ShouldBe(Enumerable.Range(0, 40_000).Select(row => row % 20_000));
        survey.Persons.DuplicateOf(20_000).ShouldBeNull();
        survey.Persons.DuplicateOf(40_000)!.Value.En.ShouldBe("same as line 20001");
    }

    [Fact]
    public void Column_without_a_valid_nik_stops() => Csv("NIK\nabc\n-\n").Stop!.Value.Code.ShouldBe("no_valid_nik");

    [Fact]
    public void Numbers_cut_by_Excel_stop_the_list()
    {
        var rows = Enumerable.Range(1, 500).Select(i => new object?[] { (double)(1871010101900000 + (i <= 20 ? i * 10 + 1 : i * 10)) });
        var stop = Xlsx([.. rows]).Stop!.Value;
        stop.Code.ShouldBe("nik_excel_cut");
        stop.Id.ShouldBe("Kolom NIK rusak oleh Excel: 480 dari 500 berakhiran 0. Angka ke-16 sudah hilang. Minta berkas asli, lalu format kolom sebagai Teks.");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Short_list_of_cut_numbers_stops_too(int count) =>
        Xlsx([.. Enumerable.Range(1, count).Select(i => new object?[] { 1871010101900000d + (i * 10) })]).Stop!.Value.Code.ShouldBe("nik_excel_cut");

    [Fact]
    public void Powers_of_ten_in_a_csv_stop_the_list() =>
        Csv("NIK\n\"1,87101E+15\"\n\"1,87102E+15\"\n").Stop!.Value.Code.ShouldBe("nik_excel_cut");

    [Fact]
    public void Csv_saved_after_the_cut_stops_the_list() =>
        Csv("NIK\n" + string.Concat(Enumerable.Range(1, 30).Select(i => Nik(i * 10)))).Stop!.Value.Code.ShouldBe("nik_excel_cut");

    [Fact]
    public void Cut_numbers_with_thousands_separators_stop_the_list() =>
        Csv("NIK\n" + string.Concat(Enumerable.Range(1, 30).Select(i => $"1.871.010.101.900.{i:00}0\n"))).Stop!.Value.Code.ShouldBe("nik_excel_cut");

    [Fact]
    public void Few_texts_that_end_in_zero_are_chance()
    {
        Csv("NIK\n" + Nik(10) + Nik(20)).Stop.ShouldBeNull();
        Csv("NIK\n" + string.Concat(Enumerable.Range(1, 100).Select(Nik))).Stop.ShouldBeNull();
    }

    [Fact]
    public void Few_numbers_among_texts_make_only_their_rows_invalid()
    {
        var survey = Xlsx(["1871010101900001"], ["1871010101900002"], [1871010101900010d], ["1871014101900003"]);
        survey.Stop.ShouldBeNull();
        survey.Counts.Invalid.ShouldBe(1);
        survey.Counts.Valid.ShouldBe(3);
    }

    [Fact]
    public void Numbers_that_a_program_wrote_whole_are_taken()
    {
        var survey = Xlsx([.. Enumerable.Range(1, 40).Select(i => new object?[] { 1871010101900000d + i })]);
        survey.Stop.ShouldBeNull();
        survey.Columns.NumbersAreWhole.ShouldBeTrue();
        survey.Counts.Valid.ShouldBe(40);
    }

    [Fact]
    public void Column_of_men_only_may_hold_card_numbers()
    {
        Csv("NIK\n" + string.Concat(Enumerable.Range(1, 20).Select(Nik))).Warnings.Single().Code.ShouldBe("kk_in_nik_column");
        Csv("NIK\n" + string.Concat(Enumerable.Range(1, 19).Select(Nik))).Warnings.ShouldBeEmpty();
        Csv("NIK\n1871014101900001\n" + string.Concat(Enumerable.Range(1, 30).Select(Nik))).Warnings.ShouldBeEmpty();
    }

    [Fact]
    public void Columns_for_warnings_are_found()
    {
        NikColumns.TryFind(["No KK", "NIK", "Tgl Lahir"], null, out var columns, out _).ShouldBeTrue();
        columns.ShouldBe(new NikColumns(1, 0, 2));
        NikColumns.TryFind(["A", "B"], "b", out columns, out _).ShouldBeTrue();
        columns.ShouldBe(new NikColumns(1, -1, -1));
        NikColumns.TryFind(["A", "B"], null, out _, out var problem).ShouldBeFalse();
        problem.Code.ShouldBe("column_not_found");
    }

    [Fact]
    public void Problem_in_the_middle_of_the_list_is_reported()
    {
        var list = TempFolder.Open(_folder.Write("a.csv", "NIK\n1\n2\n3\n"), new() { Limits = new() { Rows = 2 } });
        NikSurvey.TryRead(list, new NikColumns(0, -1, -1), out _, out var problem).ShouldBeFalse();
        problem.Code.ShouldBe("too_many_rows");
    }

    private static string Nik(int serial) => string.Create(CultureInfo.InvariantCulture, $"187101010190{serial:0000}\n");

    private NikSurvey Csv(string text) => Survey(_folder.Write("a.csv", text));

    private NikSurvey Xlsx(params object?[][] rows) => Survey(new Workbook().Sheet("S", [["NIK"], .. rows]).Save(_folder.Path("a.xlsx")));

    private static NikSurvey Survey(string path)
    {
        NikSurvey.TryRead(TempFolder.Open(path), new NikColumns(0, -1, -1), out var survey, out var problem).ShouldBeTrue(problem.En);
        return survey!;
    }
}
