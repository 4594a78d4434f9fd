using Pmo.Client.Lists.Reading;

namespace Pmo.Client.Tests.Lists.Reading;

public sealed class NumberFormatTests : IDisposable
{
    // Of Excel's own lists, of LibreOffice's export, and what accounting programs make.
    private static readonly string[] Codes =
    [
        "General", "0", "0.00", "#,##0;[Red]-#,##0", "_-\"Rp\"* #,##0_-;\\-\"Rp\"* #,##0_-;_-\"Rp\"* \"-\"_-;_-@_-", "[$Rp-421]#,##0", "Rp #,##0", "USD 0",
        "0.00E+00", "##0.0E+0", "# ?/?", "@", "0%", "yyyy-mm-dd", "dd/mm/yyyy", "d\\-mmm\\-yy;@", "[$-421]dd\\ mmmm\\ yyyy;@", "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy",
        "[$-409]h:mm\\ AM/PM;@", "h:mm:ss a/p", "mm:ss.0", "[h]:mm:ss", "[mm]:ss", "[ss].00", "[HH]:MM", "yyyy\"-\"mm", "\"dd\"0", "0\\d", "0_d", "* 0", "mmm yy",
        "DD.MM.YYYY HH:MM", "[h];yyyy", "yyyy;[h]", "dd\"", "[dd", "dd@", "0 \"hari\"", "0 hari", "000000", "00\\-00", "[>=1000]0;0.0", "[Blue]dd/mm", "[>=1]dd;@", "",
    ];

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("yyyy-mm-dd", "Date")]
    [InlineData("dd/mm/yyyy;;@", "Date")]
    [InlineData("[h]:mm", "Duration")]
    [InlineData("[Magenta]0", "Number")]
    [InlineData("USD #,##0", "Number")]
    [InlineData("\"dd/mm\"", "Number")]
    public void Code_tells_a_date_from_a_number(string code, string expected) => NumberFormat.Of(code).ToString().ShouldBe(expected);

    [Fact]
    public void Every_code_is_judged_as_by_another_library()
    {
        var path = new RawWorkbook { Formats = Codes }.Save(
            _folder.Path("a.xlsx"), string.Concat(Codes.Select((_, i) => $"<row r=\"{i + 1}\"><c s=\"{i}\"><v>43000.25</v></c></row>")));
        ExcelOracle.Ours(path).Zip(Codes).ShouldBe(ExcelOracle.Theirs(path).Zip(Codes));
    }

    [Fact]
    public void Every_built_in_format_is_judged_as_by_another_library()
    {
        var ids = Enumerable.Range(0, 164).Select(i => $"{i}").ToArray();
        var path = new RawWorkbook { Formats = ids }.Save(
            _folder.Path("a.xlsx"), string.Concat(ids.Select((_, i) => $"<row r=\"{i + 1}\"><c s=\"{i}\"><v>43000.25</v></c></row>")));
        ExcelOracle.Ours(path).ShouldBe(ExcelOracle.Theirs(path));
    }
}
