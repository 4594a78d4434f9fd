using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml.Spreadsheet;
using Pmo.Client.Lists;

namespace Pmo.Client.Tests.Lists;

public sealed class XlsxListTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Reads_shared_strings_numbers_and_dates(bool references)
    {
        var path = new Workbook { References = references }
            .Sheet("Data", ["NIK", "NILAI", "TGL"], ["1871010101900001", 600000.5, new DateOnly(1990, 1, 31)], ["x", 300000L, "y"])
            .Save(_folder.Path("a.xlsx"));
        var list = TempFolder.Open(path);

        list.Sheet.ShouldBe("Data");
        list.Format.ShouldBe(ListFormat.Xlsx);
        TempFolder.Rows(list).ShouldBe(["2: 1871010101900001|600000.5|1990-01-31", "3: x|300000|y"]);
    }

    [Theory]
    [InlineData("1.8710101019E15", "1871010101900000")]
    [InlineData("1871010101900010", "1871010101900010")]
    [InlineData("1871010101900012", "1871010101900012")]
    [InlineData("9171010101900013", "9171010101900010")]
    public void Long_numbers_are_shown_in_full_and_known_as_numbers(string stored, string shown)
    {
        var path = new Workbook().Sheet("S", ["NIK"], [decimal.Parse(stored, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture)])
            .Save(_folder.Path("a.xlsx"));
        TempFolder.Open(path).TryRead(out var rows, out _).ShouldBeTrue();
        using (rows)
        {
            rows!.Next().ShouldBeTrue();
            rows[0].ShouldBe(new ListCell(shown, IsNumber: true));
        }
    }

    [Fact]
    public void Columns_in_use_are_read_in_every_pass_and_a_copy_has_them_all()
    {
        var path = new Workbook()
            .Sheet("S", ["NAMA", "NIK"], ["Siti", "1871010101900001"], [null, null, " "], ["1871010101900002", "1871010101900002"], ["Budi"])
            .Save(_folder.Path("a.xlsx"));
        var list = TempFolder.Open(path);
        list.Use([1, -1]);
        for (var pass = 0; pass < 3; pass++)
        {
            Column(list, 1).ShouldBe(["2: 1871010101900001 2", "4: 1871010101900002 2", "5:  1"]);
        }

        var end = new ListAddition(["end"], (_, cells) => cells[0] = "!", NikColumn: 1);
        foreach (var target in (string[])["b.csv", "b.xlsx"])
        {
            ListCopy.TryWrite(list, _folder.Path(target), end, force: false, out _).ShouldBeTrue();
            TempFolder.Rows(TempFolder.Open(_folder.Path(target))).Select(r => r[(r.IndexOf(' ', StringComparison.Ordinal) + 1)..].Replace("||", "|", StringComparison.Ordinal))
                .ShouldBe(["Siti|1871010101900001|!", "1871010101900002|1871010101900002|!", "Budi|!"]);
        }

        list.Use([0]);
        Column(list, 0).ShouldBe(["2: Siti 2", "4: 1871010101900002 2", "5: Budi 1"]);
    }

    [Fact]
    public void Column_that_is_not_in_use_cannot_be_read()
    {
        var list = _folder.Open("a.csv", "NIK;NAMA\n1;Siti\n");
        list.Use([0]);
        list.TryRead(out var rows, out _).ShouldBeTrue();
        using (rows)
        {
            rows!.Next().ShouldBeTrue();
            rows[0].Text.ShouldBe("1");
            Should.Throw<InvalidOperationException>(() => rows[1]);
        }
    }

    private static List<string> Column(ListFile list, int column)
    {
        var cells = new List<string>();
        list.TryRead(out var rows, out _).ShouldBeTrue();
        using (rows)
        {
            while (rows!.Next(TestContext.Current.CancellationToken))
            {
                cells.Add($"{rows.Line}: {rows[column].Text} {rows.Count}");
            }
        }

        return cells;
    }

    [Fact]
    public void Workbook_that_changes_during_a_pass_is_noticed_at_its_end()
    {
        var rows = Enumerable.Range(0, 5000).Select(i => new object?[] { "1871010101900001", $"Siti {i}" }).ToArray();
        var path = new Workbook().Sheet("S", [["NIK", "NAMA"], .. rows]).Save(_folder.Path("a.xlsx"));
        var list = TempFolder.Open(path);
        list.TryRead(out var pass, out _).ShouldBeTrue();
        using (pass)
        {
            pass!.Next().ShouldBeTrue();
            using (var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
            {
                file.Seek(-1, SeekOrigin.End);
                file.WriteByte(1);
            }

            while (pass.Next())
            {
                // Only the end is wanted.
            }

            pass.Problem!.Value.Code.ShouldBe("file_changed");
        }
    }

    [Fact]
    public void Line_is_the_sheets_row()
    {
        var path = new Workbook { FirstRow = 4 }.Sheet("S", ["NIK", "NAMA"], ["a", "b"], [null, null], [null, "  "], ["c", null]).Save(_folder.Path("a.xlsx"));
        var list = TempFolder.Open(path);
        list.HeaderLine.ShouldBe(4);
        TempFolder.Rows(list).ShouldBe(["5: a|b", "8: c"]);
    }

    [Fact]
    public void First_visible_sheet_with_data_is_read()
    {
        var path = new Workbook()
            .Sheet("Rahasia", SheetStateValues.Hidden, ["NIK"], ["hidden"])
            .Sheet("Kosong")
            .Sheet("Isi", ["NIK"], ["seen"])
            .Save(_folder.Path("a.xlsx"));
        TempFolder.Open(path).Sheet.ShouldBe("Isi");
        TempFolder.Rows(TempFolder.Open(path)).ShouldBe(["2: seen"]);
    }

    [Fact]
    public void Sheet_is_found_by_name_or_the_names_are_listed()
    {
        var path = new Workbook().Sheet("Satu", ["NIK"], ["1"]).Sheet("Dua", ["NIK"], ["2"]).Save(_folder.Path("a.xlsx"));
        TempFolder.Rows(TempFolder.Open(path, new ListOptions { Sheet = " dua" })).ShouldBe(["2: 2"]);
        var problem = TempFolder.Refusal(path, new ListOptions { Sheet = "Tiga" });
        problem.Code.ShouldBe("sheet_not_found");
        problem.Id.ShouldContain("Satu, Dua");
    }

    [Fact]
    public void Workbook_without_rows_is_named()
    {
        TempFolder.Refusal(new Workbook().Sheet("S").Save(_folder.Path("a.xlsx"))).Code.ShouldBe("file_empty");
        TempFolder.Refusal(new Workbook().Sheet("S", ["NIK"]).Save(_folder.Path("b.xlsx"))).Code.ShouldBe("no_rows");
    }

    [Fact]
    public void Old_xls_is_refused_with_the_remedy()
    {
        var problem = TempFolder.Refusal(_folder.Write("a.xls", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[600]]));
        problem.Code.ShouldBe("file_type_unsupported");
        problem.Id.ShouldContain(".xlsx");
    }

    [Fact]
    public void Workbook_with_a_password_is_named()
    {
        byte[] directory = [.. new byte[(1 << 16) - 20], .. Encoding.Unicode.GetBytes("EncryptedPackage"), .. new byte[99]];
        TempFolder.Refusal(_folder.Write("a.xlsx", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. directory])).Code.ShouldBe("file_encrypted");
    }

    [Fact]
    public void Cut_or_mutated_workbooks_never_throw()
    {
        var whole = File.ReadAllBytes(new Workbook().Sheet("S", ["NIK"], ["1871010101900001"], [1.5]).Save(_folder.Path("a.xlsx")));
        TempFolder.Refusal(_folder.Write("cut.xlsx", whole[..(whole.Length / 2)])).Code.ShouldBe("file_damaged");
        for (var i = 4; i < whole.Length; i += 7)
        {
            var bad = (byte[])whole.Clone();
            bad[i] ^= 0x55;
            var path = _folder.Write("bad.xlsx", bad);
            if (!ListFile.TryOpen(path, new ListOptions(), out var list, out var problem))
            {
                problem.Code.ShouldBeOneOf("file_damaged", "file_type_unsupported", "file_empty", "no_rows", "file_too_large");
                continue;
            }

            list!.TryRead(out var rows, out _).ShouldBeTrue();
            using (rows)
            {
                while (rows!.Next())
                {
                    rows.Line.ShouldBeGreaterThan(0);
                }
            }
        }
    }

    [Fact]
    public void Other_zip_files_are_no_workbooks()
    {
        using (var zip = ZipFile.Open(_folder.Path("a.zip"), ZipArchiveMode.Create))
        {
            zip.CreateEntry("hello.txt");
        }

        TempFolder.Refusal(_folder.Path("a.zip")).Code.ShouldBe("file_type_unsupported");
    }

    [Fact]
    public void Zip_bomb_is_refused_before_it_is_unpacked()
    {
        var path = new Workbook().Sheet("S", ["NIK"], ["1"]).Save(_folder.Path("a.xlsx"));
        using (var zip = ZipFile.Open(path, ZipArchiveMode.Update))
        {
            using var bomb = zip.CreateEntry("xl/media/bomb.bin").Open();
            bomb.Write(new byte[60 << 20]);
        }

        TempFolder.Refusal(path).Code.ShouldBe("file_too_large");
    }

    [Fact]
    public void Workbook_that_unpacks_beyond_the_limit_is_refused() =>
        TempFolder.Refusal(
            new Workbook().Sheet("S", ["NIK"], ["1"]).Save(_folder.Path("a.xlsx")),
            new ListOptions { Limits = new ListLimits { UnpackedBytes = 500 } }).Code.ShouldBe("file_too_large");

    [Fact]
    public void Long_cell_is_refused() =>
        TempFolder.Refusal(
            new Workbook().Sheet("S", ["NIK"], ["abcdef"]).Save(_folder.Path("a.xlsx")),
            new ListOptions { Limits = new ListLimits { CellLength = 5 } }).Code.ShouldBe("cell_too_long");

    [Fact]
    public void Columns_are_counted_by_content()
    {
        var path = new Workbook().Sheet("S", ["NIK", "B", "C"], ["1", "", ""]).Save(_folder.Path("a.xlsx"));
        TempFolder.Refusal(path, new ListOptions { Limits = new ListLimits { Columns = 2 } }).Code.ShouldBe("too_many_columns");
        var narrow = new Workbook().Sheet("S", ["NIK", "", ""], ["1", "", ""]).Save(_folder.Path("b.xlsx"));
        TempFolder.Open(narrow, new ListOptions { Limits = new ListLimits { Columns = 2 } }).Headers.ShouldBe(["NIK"]);
    }
}
