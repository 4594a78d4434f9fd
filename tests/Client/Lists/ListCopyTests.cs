using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Pmo.Client.Lists;
using Pmo.Client.Messages;

namespace Pmo.Client.Tests.Lists;

public sealed class ListCopyTests : IDisposable
{
    private static readonly ListAddition Status = new(["pmo_status", "pmo_note"], (row, cells) => cells[0] = "none " + row.Row, NikColumn: 0);
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Csv_keeps_cells_delimiter_and_order_and_has_a_mark()
    {
        var list = _folder.Open("a.csv", "sep=;\r\nNIK;NAMA\r\n'1871010101900001;\"Siti; A\"\r\n\r\n=1+1;b;extra\r\n");
        Write(list, _folder.Path("out.csv"));

        var bytes = File.ReadAllBytes(_folder.Path("out.csv"));
        bytes[..3].ShouldBe([0xEF, 0xBB, 0xBF]);
        Encoding.UTF8.GetString(bytes[3..]).ShouldBe(
            "NIK;NAMA;;pmo_status;pmo_note\r\n'1871010101900001;\"Siti; A\";;none 1;\r\n=1+1;b;extra;none 2;\r\n");
    }

    [Theory]
    [InlineData("=HYPERLINK(1)")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@x")]
    [InlineData("\tx")]
    public void Formula_in_an_added_cell_is_defused(string formula)
    {
        var list = _folder.Open("a.csv", "NIK\n" + "1\n");
        Write(list, _folder.Path("out.csv"), new ListAddition(["pmo_note"], (_, cells) => cells[0] = formula, 0));
        TempFolder.Rows(TempFolder.Open(_folder.Path("out.csv"))).ShouldBe([$"2: 1|'{formula}"]);
    }

    [Fact]
    public void Csv_round_trip_keeps_every_cell() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Elements("a", "\"", ";", ",", "\n", "\r\n", " ", "é", "\t", "'", "=", "|", "0").ListOf(6).Select(string.Concat).ListOf(3).ListOf(4)
            .Where(rows => rows.All(cells => cells.Any(c => !string.IsNullOrWhiteSpace(c)))).ToArbitrary(),
        rows =>
        {
            var text = "H1,H2,H3\n" + string.Concat(rows.Select(r => string.Join(',', r.Select(c => $"\"{c.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")) + "\n"));
            var list = _folder.Open("in.csv", text);
            ListCopy.TryWrite(list, _folder.Path("out.csv"), new ListAddition(["end"], (_, cells) => cells[0] = "!", 0), force: true, out _).ShouldBeTrue();
            var read = TempFolder.Rows(TempFolder.Open(_folder.Path("out.csv"))).Select(r => r[(r.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
            read.ShouldBe(rows.Select(r => string.Join('|', r) + "|!"));
        }));

    [Fact]
    public void Workbook_keeps_its_look()
    {
        var path = new Workbook { FirstRow = 3, MergedTitle = "DAFTAR" }
            .Sheet("Isi", ["NIK", "NAMA", "TGL"], ["1871010101900001", "Siti", new DateOnly(1990, 1, 31)], [null, null], [15L, "Budi", null])
            .Sheet("Lain", ["tetap"], ["1871010101900009"])
            .Save(_folder.Path("a.xlsx"));

        // The title stands above the header, and only for this look: the header is what --sheet's first row holds.
        var list = TempFolder.Open(path);
        list.HeaderLine.ShouldBe(1);
        Write(list, _folder.Path("out.xlsx"));

        Workbook.Errors(_folder.Path("out.xlsx")).ShouldBeEmpty();
        Workbook.Xml(_folder.Path("out.xlsx"), "Lain").ShouldBe(Workbook.Xml(path, "Lain"));
        var sheet = Workbook.Xml(_folder.Path("out.xlsx"), "Isi");
        sheet.ShouldContain("mergeCell ref=\"A1:C1\"");
        sheet.ShouldContain("dimension ref=\"A1:E6\"");
        sheet.ShouldContain("min=\"4\" max=\"5\"");
        sheet.ShouldNotContain("spans");
        TempFolder.Rows(TempFolder.Open(_folder.Path("out.xlsx"))).ShouldBe(
            ["3: NIK|NAMA|TGL|none 1", "4: 1871010101900001|Siti|1990-01-31|none 2", "6: 15|Budi||none 3"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Workbook_gets_columns_and_text_niks(bool references)
    {
        var path = new Workbook { References = references }
            .Sheet("Isi", ["NIK", "NAMA"], [1871010101900012L, "Siti"], ["1871010101900001", 7L])
            .Save(_folder.Path("a.xlsx"));
        Write(TempFolder.Open(path), _folder.Path("out.xlsx"));

        Workbook.Errors(_folder.Path("out.xlsx")).ShouldBeEmpty();
        var copy = TempFolder.Open(_folder.Path("out.xlsx"));
        copy.Headers.ShouldBe(["NIK", "NAMA", "pmo_status", "pmo_note"]);
        copy.TryRead(out var rows, out _).ShouldBeTrue();
        using (rows)
        {
            rows!.Next().ShouldBeTrue();
            rows[0].ShouldBe(new ListCell("1871010101900012", IsNumber: false));
            rows.Next().ShouldBeTrue();
            rows[1].ShouldBe(new ListCell("7", IsNumber: true));
            rows[2].Text.ShouldBe("none 2");
        }
    }

    [Fact]
    public void Formatted_empty_cells_make_room()
    {
        var path = new Workbook().Sheet("Isi", ["NIK", "", "", "", ""], ["1", "", "", "", ""]).Save(_folder.Path("a.xlsx"));
        Write(TempFolder.Open(path), _folder.Path("out.xlsx"));
        Workbook.Errors(_folder.Path("out.xlsx")).ShouldBeEmpty();
        TempFolder.Open(_folder.Path("out.xlsx")).Headers.ShouldBe(["NIK", "pmo_status", "pmo_note"]);
        TempFolder.Rows(TempFolder.Open(_folder.Path("out.xlsx"))).ShouldBe(["2: 1|none 1"]);
    }

    [Fact]
    public void Csv_becomes_a_workbook_of_text()
    {
        var list = _folder.Open("a.csv", "NIK;NAMA\n0871010101900001;\"bad \u0001 <&>\"\n=1+1\n");
        Write(list, _folder.Path("out.xlsx"));
        Workbook.Errors(_folder.Path("out.xlsx")).ShouldBeEmpty();
        TempFolder.Rows(TempFolder.Open(_folder.Path("out.xlsx"))).ShouldBe(["2: 0871010101900001|bad \uFFFD <&>|none 1", "3: =1+1||none 2"]);
    }

    [Fact]
    public void Result_can_be_copied_again()
    {
        Write(_folder.Open("a.csv", "NIK;NAMA\n1871010101900001;Siti\n"), _folder.Path("one.xlsx"));
        Write(TempFolder.Open(_folder.Path("one.xlsx")), _folder.Path("two.xlsx"));
        Workbook.Errors(_folder.Path("two.xlsx")).ShouldBeEmpty();
        TempFolder.Rows(TempFolder.Open(_folder.Path("two.xlsx"))).ShouldBe(["2: 1871010101900001|Siti|none 1||none 1"]);
    }

    [Fact]
    public void Workbook_becomes_csv()
    {
        var path = new Workbook().Sheet("Isi", ["NIK", "N"], ["1871010101900001", 1.5]).Save(_folder.Path("a.xlsx"));
        Write(TempFolder.Open(path), _folder.Path("out.csv"));
        File.ReadAllText(_folder.Path("out.csv")).ShouldBe("NIK,N,pmo_status,pmo_note\r\n1871010101900001,1.5,none 1,\r\n");
    }

    [Fact]
    public void Existing_result_is_kept_without_force()
    {
        var list = _folder.Open("a.csv", "NIK\n1\n");
        _folder.Write("out.csv", "old");
        Refusal(list, "out.csv", force: false).Code.ShouldBe("output_exists");
        File.ReadAllText(_folder.Path("out.csv")).ShouldBe("old");
        ListCopy.TryWrite(list, _folder.Path("out.csv"), Status, force: true, out _).ShouldBeTrue();
        File.ReadAllText(_folder.Path("out.csv")).ShouldContain("none 1");
    }

    [Fact]
    public void List_itself_is_never_replaced() => Refusal(_folder.Open("a.csv", "NIK\n1\n"), "a.csv", force: true).Code.ShouldBe("output_is_input");

    [Fact]
    public void Unwritable_folder_is_named() => Refusal(_folder.Open("a.csv", "NIK\n1\n"), "none/out.csv", force: false).Code.ShouldBe("output_unwritable");

    [Theory]
    [InlineData("out.csv")]
    [InlineData("out.xlsx")]
    public void Failure_leaves_nothing_behind(string target)
    {
        var list = _folder.Open("a.csv", "NIK\n1\n2\n");
        var failing = new ListAddition(["x"], (row, _) => throw new InvalidOperationException("bug"), 0);
        Should.Throw<InvalidOperationException>(() => ListCopy.TryWrite(list, _folder.Path(target), failing, force: false, out _));
        _folder.Files.ShouldBe(["a.csv"]);
    }

    [Fact]
    public void Cancelled_copy_leaves_nothing_behind()
    {
        using var source = new CancellationTokenSource();
        var list = _folder.Open("a.csv", "NIK\n1\n2\n");
        var cancelling = new ListAddition(["x"], (_, _) => source.Cancel(), 0);
        Should.Throw<OperationCanceledException>(() => ListCopy.TryWrite(list, _folder.Path("o.csv"), cancelling, force: false, out _, source.Token));
        _folder.Files.ShouldBe(["a.csv"]);
    }

    [Fact]
    public void Changed_list_is_not_written()
    {
        var list = _folder.Open("a.csv", "NIK\n1\n");
        _folder.Write("a.csv", "NIK\n2\n");
        Refusal(list, "out.csv", force: false).Code.ShouldBe("file_changed");
        _folder.Files.ShouldBe(["a.csv"]);
    }

    [Fact]
    public void Result_is_its_owners_only()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        Write(_folder.Open("a.csv", "NIK\n1\n"), _folder.Path("out.csv"));
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(_folder.Path("out.csv")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [Fact]
    public void Default_target_stands_beside_the_list()
    {
        ListCopy.DefaultTarget(_folder.Open("daftar.csv", "NIK\n1\n")).ShouldBe(_folder.Path("daftar.hasil.csv"));
        var path = new Workbook().Sheet("S", ["NIK"], ["1"]).Save(_folder.Path("b.xlsx"));
        ListCopy.DefaultTarget(TempFolder.Open(path)).ShouldBe(_folder.Path("b.hasil.xlsx"));
    }

    private static void Write(ListFile list, string target, ListAddition? addition = null)
    {
        ListCopy.TryWrite(list, target, addition ?? Status, force: false, out var problem).ShouldBeTrue(problem.En);
        problem.ShouldBe(default);
    }

    private Message Refusal(ListFile list, string target, bool force)
    {
        ListCopy.TryWrite(list, _folder.Path(target), Status, force, out var problem).ShouldBeFalse();
        return problem;
    }
}
