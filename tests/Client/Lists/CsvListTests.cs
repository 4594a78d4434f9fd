using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Pmo.Client.Lists;

namespace Pmo.Client.Tests.Lists;

public sealed class CsvListTests : IDisposable
{
    private const string Simple = "NIK;NAMA\r\n1871010101900001;Siti\r\n1871014101900002;Budi\r\n";
    private readonly TempFolder _folder = new();

    public static TheoryData<string> Encodings => ["utf-8", "utf-8-bom", "utf-16", "utf-16BE", "utf-16-plain", "utf-16BE-plain", "windows-1252"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Reads_every_encoding_that_Windows_writes(string name)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        Encoding encoding = name switch
        {
            "utf-8" => new UTF8Encoding(false),
            "utf-8-bom" => new UTF8Encoding(true),
            "utf-16-plain" => new UnicodeEncoding(bigEndian: false, byteOrderMark: false),
            "utf-16BE-plain" => new UnicodeEncoding(bigEndian: true, byteOrderMark: false),
            _ => Encoding.GetEncoding(name),
        };
        var list = _folder.Open("a.csv", Simple.Replace("Siti", "Sité", StringComparison.Ordinal), encoding);

        list.Headers.ShouldBe(["NIK", "NAMA"]);
        TempFolder.Rows(list).ShouldBe(["2: 1871010101900001|Sité", "3: 1871014101900002|Budi"]);
    }

    [Fact]
    public void Utf8_split_at_a_buffer_border_is_still_utf8()
    {
        var text = "NIK\n" + new string('a', 30_000) + "\n" + new string('b', 30_000) + "\n" + new string('c', (1 << 16) - 60_007) + "é\n";
        Encoding.UTF8.GetBytes(text)[(1 << 16) - 1].ShouldBe((byte)0xC3);

        TempFolder.Rows(_folder.Open("a.csv", text)).Last().ShouldEndWith("é");
    }

    [Theory]
    [InlineData("NIK;NAMA\n1;2", ';')]
    [InlineData("NIK,NAMA\n1,2", ',')]
    [InlineData("NIK\tNAMA\n1\t2", '\t')]
    [InlineData("NIK|NAMA\n1|2", '|')]
    [InlineData("\"a,b,c\";NIK\n1;2", ';')]
    [InlineData("\"line\nbreak,\";NIK\n1;2", ';')]
    [InlineData("sep=;\r\nNIK;\"A,B,C\"\n1;2", ';')]
    [InlineData("NIK\n1871010101900001", ',')]
    public void Guesses_the_delimiter_from_the_header(string text, char delimiter)
    {
        var list = _folder.Open("a.csv", text);
        list.Delimiter.ShouldBe(delimiter);
        list.Headers.ShouldContain("NIK");
    }

    [Fact]
    public void Line_is_the_files_own_line_and_row_counts_data_rows()
    {
        var list = _folder.Open("a.csv", "sep=;\r\n\r\nNIK;NAMA\r\n1;\"two\r\nlines\"\r\n\r\n;;\r\n  \r\n2;x\r\n3");
        list.HeaderLine.ShouldBe(3);
        TempFolder.Rows(list).ShouldBe(["4: 1|two\r\nlines", "9: 2|x", "10: 3"]);
    }

    [Fact]
    public void Ragged_rows_are_taken_as_they_are()
    {
        var list = _folder.Open("a.csv", "NIK;NAMA\n1\n2;b;c;d\n");
        TempFolder.Rows(list).ShouldBe(["2: 1", "3: 2|b|c|d"]);
        list.TryRead(out var rows, out _).ShouldBeTrue();
        using (rows)
        {
            rows!.Next().ShouldBeTrue();
            rows[1].ShouldBe(ListCell.Empty);
            rows[99].IsBlank.ShouldBeTrue();
        }
    }

    [Theory]
    [InlineData("", "file_empty")]
    [InlineData("\r\n \r\n;;\r\n", "file_empty")]
    [InlineData("NIK;NAMA\r\n", "no_rows")]
    [InlineData("NIK;NAMA\r\n\r\n;\r\n", "no_rows")]
    [InlineData("%PDF-1.7\nabc", "file_type_unsupported")]
    [InlineData("abc\0def\0\0\0", "file_type_unsupported")]
    [InlineData("NIK;NAMA\n1;\"never closed\n2;x\n", "quote_not_closed")]
    public void Bad_content_is_named(string text, string code) => TempFolder.Refusal(_folder.Write("a.csv", text)).Code.ShouldBe(code);

    [Fact]
    public void Missing_file_is_named() => TempFolder.Refusal(_folder.Path("none.csv")).Code.ShouldBe("file_not_found");

    [Fact]
    public void Folder_is_not_a_list() => TempFolder.Refusal(System.IO.Path.GetDirectoryName(_folder.Path("x"))!).Code.ShouldBe("file_unreadable");

    [Fact]
    public void Sparse_file_of_200_MB_is_refused_before_it_is_read()
    {
        using (var big = File.Create(_folder.Path("big.csv")))
        {
            big.SetLength(200_000_000);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        var problem = TempFolder.Refusal(_folder.Path("big.csv"));
        problem.Code.ShouldBe("file_too_large");
        problem.Id.ShouldContain("150 MiB");
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1 << 20);
    }

    [Fact]
    public void Too_many_rows_stop_the_pass()
    {
        var list = TempFolder.Open(_folder.Write("a.csv", "NIK\n1\n2\n3\n"), new ListOptions { Limits = new ListLimits { Rows = 2 } });
        list.TryRead(out var rows, out _).ShouldBeTrue();
        using (rows)
        {
            rows!.Next().ShouldBeTrue();
            rows.Next().ShouldBeTrue();
            rows.Next().ShouldBeFalse();
            rows.Problem!.Value.Code.ShouldBe("too_many_rows");
            rows.Next().ShouldBeFalse();
        }
    }

    [Fact]
    public void Too_many_columns_are_refused() =>
        TempFolder.Refusal(_folder.Write("a.csv", string.Join(',', Enumerable.Range(0, 501)) + "\n1\n")).Code.ShouldBe("too_many_columns");

    [Fact]
    public void Five_hundred_columns_are_not_too_many() =>
        _folder.Open("a.csv", string.Join(',', Enumerable.Range(0, 500)) + "\n1\n").Headers.Count.ShouldBe(500);

    [Theory]
    [InlineData(32_767, true)]
    [InlineData(32_768, false)]
    [InlineData(9_000_000, false)]
    public void Long_cell_is_refused_with_its_line(int length, bool fits)
    {
        var path = _folder.Write("a.csv", "NIK\n\"" + new string('a', length) + "\"\n");
        ListFile.TryOpen(path, new ListOptions(), out _, out var problem).ShouldBe(fits);
        if (!fits)
        {
            problem.Code.ShouldBe("cell_too_long");
            problem.Id.ShouldContain("Baris 2");
        }
    }

    [Fact]
    public void File_that_changed_between_passes_is_noticed()
    {
        var list = _folder.Open("a.csv", Simple);
        _folder.Write("a.csv", Simple + "1871010101900003;Wati\n");
        list.TryRead(out _, out var problem).ShouldBeFalse();
        problem.Code.ShouldBe("file_changed");
    }

    [Theory]
    [InlineData("1871010101900003;Wati\r\n")]
    [InlineData("\"1871")]
    [InlineData("")]
    public void File_that_changes_during_a_pass_is_noticed_at_its_end(string end)
    {
        // More than is read at once; the end is another, or is no list any more, or is gone.
        var rows = string.Concat(Enumerable.Repeat("1871010101900001;Siti\r\n", 50_000));
        var list = _folder.Open("a.csv", Simple + rows);
        list.TryRead(out var pass, out _).ShouldBeTrue();
        using (pass)
        {
            pass!.Next().ShouldBeTrue();
            _folder.Write("a.csv", Simple + rows[..^25] + end);
            while (pass.Next())
            {
                // Only the end is wanted.
            }

            pass.Problem!.Value.Code.ShouldBe("file_changed");
            pass.Next().ShouldBeFalse();
            pass.Problem!.Value.Code.ShouldBe("file_changed");
        }
    }

    [Fact]
    public void File_that_is_replaced_during_a_pass_is_read_to_its_end_as_it_was()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "An open file cannot be replaced there.");
        var list = _folder.Open("a.csv", Simple);
        list.TryRead(out var pass, out _).ShouldBeTrue();
        using (pass)
        {
            File.Move(_folder.Write("b.csv", Simple + "1\n"), _folder.Path("a.csv"), overwrite: true);
            var rows = 0;
            while (pass!.Next())
            {
                rows++;
            }

            rows.ShouldBe(2);
            pass.Problem.ShouldBeNull();
        }

        list.TryRead(out _, out var problem).ShouldBeFalse();
        problem.Code.ShouldBe("file_changed");
    }

    [Fact]
    public void Digest_is_the_files() =>
        _folder.Open("a.csv", Simple).Sha256.ShouldBe(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(Simple))));

    [Fact]
    public void Workbook_by_another_name_is_read_as_what_it_is()
    {
        new Workbook().Sheet("S", ["NIK"], ["1871010101900001"]).Save(_folder.Path("a.xlsx"));
        File.Move(_folder.Path("a.xlsx"), _folder.Path("a.csv"));
        TempFolder.Open(_folder.Path("a.csv")).Format.ShouldBe(ListFormat.Xlsx);
    }

    [Fact]
    public void Random_bytes_never_throw() => Check.QuickThrowOnFailure(Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(),
        bytes =>
        {
            var path = _folder.Write("fuzz.csv", bytes);
            if (ListFile.TryOpen(path, new ListOptions(), out var list, out var problem))
            {
                TempFolder.Rows(list!).Count.ShouldBeGreaterThan(0);
            }
            else
            {
                problem.Code.ShouldNotBeNullOrEmpty();
            }
        }));

    [Fact]
    public void Random_text_never_throws() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Elements("NIK", ";", ",", "\n", "\r\n", "\"", "1871010101900001", " ", "\0", "é", "sep=").ListOf().Select(string.Concat).ToArbitrary(),
        text =>
        {
            var path = _folder.Write("fuzz.csv", text);
            if (ListFile.TryOpen(path, new ListOptions(), out var list, out _) && list!.TryRead(out var rows, out _))
            {
                using (rows)
                {
                    while (rows!.Next())
                    {
                        rows.Line.ShouldBeGreaterThan(list.HeaderLine);
                    }
                }
            }
        }));
}
