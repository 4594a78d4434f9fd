using Pmo.Client.Lists;
using Pmo.Client.Messages;

namespace Pmo.Client.Tests.Lists;

public sealed class ColumnChoiceTests
{
    [Fact]
    public void Named_column_is_found_without_case_and_outer_spaces()
    {
        ColumnChoice.TryChoose("nik", " nomor induk", ["A", "Nomor Induk "], out var column, out _).ShouldBeTrue();
        column.ShouldBe(1);
    }

    [Fact]
    public void Wrong_column_lists_the_headers()
    {
        var problem = Refusal("KTPX", "NAMA", "ALAMAT");
        problem.Code.ShouldBe("column_not_found");
        problem.Id.ShouldContain("NAMA, ALAMAT");
        problem.En.ShouldContain("KTPX");
    }

    [Fact]
    public void Without_a_known_name_the_headers_are_listed() => Refusal(null, "NAMA", "ALAMAT").Code.ShouldBe("column_not_found");

    [Fact]
    public void Two_candidates_are_named()
    {
        var problem = Refusal(null, "NIK KPM", "NAMA", "NIK PENGURUS");
        problem.Code.ShouldBe("column_ambiguous");
        problem.Id.ShouldContain("NIK KPM, NIK PENGURUS");
    }

    [Fact]
    public void Two_columns_of_one_name_are_ambiguous() => Refusal("NIK", "NIK", "nik").Code.ShouldBe("column_ambiguous");

    [Theory]
    [InlineData("1871010101900001")]
    [InlineData(" 1871 0101 0190 0001")]
    [InlineData("18.71.01.010190.0001")]
    [InlineData("NIK 1871010101900001 Siti")]
    public void List_without_header_shows_no_nik(string firstCell)
    {
        var problem = Refusal(null, firstCell, "Siti");
        var digits = new string([.. problem.Id.Where(char.IsAsciiDigit)]);
        digits.ShouldNotContain("1871010101900001");
        digits.Length.ShouldBeLessThan(9);
        problem.Id.ShouldContain("Siti");
    }

    private static Message Refusal(string? name, params string[] headers)
    {
        ColumnChoice.TryChoose("nik", name, headers, out _, out var problem).ShouldBeFalse();
        return problem;
    }
}
