using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Pmo.Client.Lists;
using Pmo.Client.Lists.Reading;

namespace Pmo.Client.Tests.Lists.Reading;

public sealed class XlsxSourceTests : IDisposable
{
    private const string Strict = "http://purl.oclc.org/ooxml/spreadsheetml/main";
    private static readonly string[] Strings =
    [
        "<t>1871010101900001</t>", "<t/>", "", "<t xml:space=\"preserve\"> kiri </t>", "<t>a_x000D_b_x005F_x000A_</t>",
        "<r><rPr><b/><t/></rPr><t>Siti </t></r><r><t>Aminah</t></r><rPh sb=\"0\" eb=\"1\"><t>bunyi</t></rPh><phoneticPr fontId=\"1\"/>",
        "<t>&lt;&amp;&#10;é😀</t>", "<t><![CDATA[<x>]]>y</t>",
    ];

    private static readonly string[] Formats = ["0", "14", "yyyy\\-mm\\-dd\\ hh:mm", "#,##0.00", "[$-421]dd mmmm yyyy;@", "\"hari\" 0"];

    private static readonly Gen<string> Cells = Gen.OneOf(
        Gen.Choose(0, Strings.Length - 1).Select(i => $"t=\"s\"><v>{i}</v>"),
        Gen.Elements(Strings).Select(s => $"t=\"inlineStr\"><is>{s}</is>"),
        Gen.Elements(
            "1871010101900001", "1.8710101019E15", "9171010101900013", "0", "0.1", "-7", "1e-7", "1E+2", "43000", "43000.5", "59", "60", "0.25",
            "36.123456", "1E300", " 12 ", "teks", "2958465.99999").Select(n => $"><v>{n}</v>"),
        Gen.Elements(
            "t=\"b\"><v>1</v>", "t=\"b\"><v>0</v>", "t=\"e\"><v>#N/A</v>", "t=\"str\"><f>A1&amp;\"x\"</f><v>h_x0041_</v>", "><f>1+1</f><v>2</v>",
            "><v/>", "><f>1</f>", "t=\"str\"><v></v>", "t=\"d\"><v>1990-01-31</v>", "t=\"n\"><v>5</v><extLst><ext><v>9</v></ext></extLst>", ">"));

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Any_sheet_reads_as_another_library_reads_it() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(300),
        Prop.ForAll(
            (from hasNumbers in Gen.Elements(true, false)
             from is1904 in Gen.Elements(true, false)
             from rows in Row(hasNumbers).ListOf(6)
             select (is1904, Rows: Number(rows, hasNumbers))).ToArbitrary(),
            book =>
            {
                var path = new RawWorkbook { Strings = Strings, Formats = Formats, Is1904 = book.is1904 }.Save(_folder.Path("a.xlsx"), book.Rows);
                ExcelOracle.Ours(path).ShouldBe(ExcelOracle.Theirs(path), book.Rows);
            }));

    [Theory]
    [InlineData("libreoffice.xlsx")]
    [InlineData("openpyxl.xlsx")]
    [InlineData("xlsxwriter.xlsx")]
    public void Workbooks_of_other_programs_read_as_another_library_reads_them(string file) =>
        ExcelOracle.Ours(Fixture("Workbooks", file)).ShouldBe(ExcelOracle.Theirs(Fixture("Workbooks", file)));

    [Fact]
    public void Days_from_1904_are_the_same_however_that_is_written()
    {
        // LibreOffice writes 'true' where others write '1'; it made its file from the other one.
        var rows = ExcelOracle.Ours(Fixture("Workbooks1904", "xlsxwriter.xlsx"));
        rows.ShouldBe(ExcelOracle.Theirs(Fixture("Workbooks1904", "xlsxwriter.xlsx")));
        Dates(ExcelOracle.Ours(Fixture("Workbooks1904", "libreoffice.xlsx"))).ShouldBe(Dates(rows));

        static IEnumerable<string[]> Dates(List<string> rows) => rows.Take(41).Select(r => r.Split('|')[2..4]);
    }

    [Theory]
    [InlineData("0.5", "12:00:00")]
    [InlineData("1.25", "1.06:00:00")]
    [InlineData("1871010101900001", "<1871010101900001>")]
    public void Duration_that_is_none_stays_a_number(string stored, string shown) =>
        ExcelOracle.Ours(new RawWorkbook { Formats = ["46"] }.Save(_folder.Path("a.xlsx"), Row("A1", $"s=\"0\"><v>{stored}</v>"))).ShouldBe(["1: " + shown]);

    [Theory]
    [InlineData("worksheets/sheet1.xml", "sharedStrings.xml")]
    [InlineData("/xl/lembar.xml", "/lain/teks.xml")]
    public void Parts_are_found_by_their_relationships(string sheet, string strings)
    {
        var book = new RawWorkbook { SheetTarget = sheet, StringsTarget = strings, Namespace = Strict, Strings = ["<t>NIK</t>"] };
        ExcelOracle.Ours(book.Save(_folder.Path("a.xlsx"), Row("A1", "t=\"s\"><v>0</v>"))).ShouldBe(["1: NIK"]);
    }

    [Theory]
    [InlineData("1990-01-31", "1990-01-31")]
    [InlineData("1990-01-31T00:00:00", "1990-01-31")]
    [InlineData("1990-01-31T07:30:00.5Z", "1990-01-31T07:30:00")]
    [InlineData("besok", "besok")]
    public void Iso_dates_of_strict_workbooks_are_dates(string stored, string shown) =>
        ExcelOracle.Ours(new RawWorkbook { Namespace = Strict }.Save(_folder.Path("a.xlsx"), Row("A1", $"t=\"d\"><v>{stored}</v>"))).ShouldBe(["1: " + shown]);

    [Fact]
    public void Prefixed_names_are_the_same_names()
    {
        var path = new RawWorkbook().Save(
            _folder.Path("a.xlsx"),
            """<x:row xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" r="3"><x:c><x:v>1</x:v></x:c><!-- --><x:c t="inlineStr"><x:is><x:t>b</x:t></x:is></x:c></x:row>""");
        ExcelOracle.Ours(path).ShouldBe(["3: <1>|b"]);
    }

    [Fact]
    public void Rows_out_of_order_are_damage() => Problem("<row r=\"2\"><c><v>1</v></c></row><row r=\"1\"><c><v>1</v></c></row>").ShouldBe("file_damaged");

    [Theory]
    [InlineData("1")]
    [InlineData("-1")]
    [InlineData("x")]
    public void Shared_string_that_is_not_there_is_damage(string number) => Problem(Row("A1", $"t=\"s\"><v>{number}</v>")).ShouldBe("file_damaged");

    [Fact]
    public void Far_row_costs_nothing() =>
        ExcelOracle.Ours(new RawWorkbook().Save(_folder.Path("a.xlsx"), "<row r=\"2147483647\"><c><v>1</v></c></row>")).ShouldBe(["2147483647: <1>"]);

    [Fact]
    public void Row_after_the_last_that_can_be_counted_is_damage() =>
        Problem("<row r=\"2147483647\"><c><v>1</v></c></row><row><c><v>1</v></c></row>").ShouldBe("file_damaged");

    [Theory]
    [InlineData("sheet")]
    [InlineData("string")]
    public void Long_text_is_refused_without_being_kept(string where)
    {
        var text = $"<t>{string.Concat(Enumerable.Repeat("_x000D_", 200_000))}</t>";
        var path = new RawWorkbook { Strings = [text] }.Save(
            _folder.Path("a.xlsx"), Row("A1", where == "string" ? "t=\"s\"><v>0</v>" : $"t=\"inlineStr\"><is>{text}</is>"));
        using var source = new XlsxSource(File.OpenRead(path), new ListLimits { CellLength = 100 });
        source.Read().ShouldBeFalse();
        source.Problem!.Value.Code.ShouldBe("cell_too_long");
    }

    [Fact]
    public void Escaped_text_of_the_longest_length_is_read()
    {
        var path = new RawWorkbook { Strings = [$"<t>{string.Concat(Enumerable.Repeat("_x0041_", 100))}</t>"] }.Save(_folder.Path("a.xlsx"), Row("A1", "t=\"s\"><v>0</v>"));
        ExcelOracle.Ours(path, new ListLimits { CellLength = 100 }).ShouldBe(["1: " + new string('A', 100)]);
    }

    [Fact]
    public void Entities_are_damage()
    {
        const string Bomb = """<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>""";
        TempFolder.Refusal(new RawWorkbook { Prolog = Bomb }.Save(_folder.Path("a.xlsx"), Row("A1", "t=\"inlineStr\"><is><t>&b;</t></is>"))).Code.ShouldBe("file_damaged");
    }

    [Fact]
    public void Shared_strings_are_limited_whatever_their_part_is_called()
    {
        var path = new RawWorkbook { Strings = ["<t>NIK</t>", "<t>1</t>"], StringsTarget = "lain.xml" }.Save(
            _folder.Path("a.xlsx"), Row("A1", "t=\"s\"><v>0</v>") + Row("A2", "t=\"s\"><v>1</v>"));
        TempFolder.Rows(TempFolder.Open(path)).ShouldBe(["2: 1"]);
        TempFolder.Refusal(path, new ListOptions { Limits = new ListLimits { SharedStringsBytes = 50 } }).Code.ShouldBe("file_too_large");
    }

    private static string Fixture(string folder, string file) => Path.Combine(AppContext.BaseDirectory, "Lists", "Reading", folder, file);

    private static string Row(string address, string cell) => $"<row r=\"{address[1..]}\"><c r=\"{address}\" {cell}</c></row>";

    private string Problem(string rows)
    {
        using var source = new XlsxSource(File.OpenRead(new RawWorkbook().Save(_folder.Path("a.xlsx"), rows)), new ListLimits());
        while (source.Read())
        {
            source.Line.ShouldBeGreaterThan(0);
        }

        return source.Problem!.Value.Code;
    }

    /// <summary>Each cell with how many columns are left out before it, and its format; each row with how many rows are left out before it.</summary>
    private static Gen<(int Skip, List<(int Skip, int Format, string Cell)> Cells)> Row(bool hasNumbers) =>
        from skip in Gen.Choose(0, hasNumbers ? 2 : 0)
        from cells in (from gap in Gen.Choose(0, hasNumbers ? 2 : 0)
                       from format in Gen.Choose(-1, Formats.Length)
                       from cell in Cells
                       select (gap, format, cell)).ListOf(5)
        select (skip, cells.ToList());

    private static string Number(IEnumerable<(int Skip, List<(int Skip, int Format, string Cell)> Cells)> rows, bool hasNumbers)
    {
        var xml = new System.Text.StringBuilder();
        var row = 0;
        foreach (var (skip, cells) in rows)
        {
            row += skip + 1;
            xml.Append(CultureInfo.InvariantCulture, $"<row{(hasNumbers ? $" r=\"{row}\"" : "")} spans=\"1:9\">\n");
            var column = -1;
            foreach (var (gap, format, cell) in cells)
            {
                column += gap + 1;
                var address = hasNumbers ? $" r=\"{CellAddress.Of(column, row)}\"" : "";
                xml.Append(CultureInfo.InvariantCulture, $"<c{address}{(format < 0 ? "" : $" s=\"{format}\"")} {cell}</c>");
            }

            xml.Append("</row>");
        }

        return xml.ToString();
    }
}
