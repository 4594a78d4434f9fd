using System.IO.Compression;
using System.Text;
using Pmo.Client.Messages;

namespace Pmo.Client.Lists.Reading;

/// <summary>Judges what a file is and finds its header.</summary>
internal static class ListOpening
{
    private static ReadOnlySpan<byte> Zip => "PK\u0003\u0004"u8;

    private static ReadOnlySpan<byte> Pdf => "%PDF"u8;

    /// <summary>Compound file (MS-CFB): old .xls, and every workbook with a password.</summary>
    private static ReadOnlySpan<byte> Ole => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    public static ListFile? Open(string path, ListBytes bytes, ListOptions options, CancellationToken cancel, out Message problem)
    {
        try
        {
            using var stream = bytes.Open();
            var survey = new TextSurvey();
            var sha256 = ListBytes.Digest(stream, survey.Look, cancel);
            stream.Position = 0;
            if (survey.Head.IsEmpty)
            {
                problem = ListProblems.Empty();
                return null;
            }

            if (survey.Head.StartsWith(Ole))
            {
                problem = HasEncryptedPackage(stream, cancel) ? ListProblems.Encrypted() : ListProblems.Unsupported();
                return null;
            }

            if (survey.Head.StartsWith(Zip))
            {
                return OpenXlsx(path, bytes, stream, sha256, options, out problem);
            }

            if (survey.Head.StartsWith(Pdf) || survey.Encoding() is not { } encoding)
            {
                problem = ListProblems.Unsupported();
                return null;
            }

            return OpenCsv(path, bytes, stream, sha256, encoding, options, out problem);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problem = ListProblems.Unreadable(path);
            return null;
        }
    }

    private static ListFile? OpenCsv(
        string path, ListBytes bytes, Stream stream, string sha256, Encoding encoding, ListOptions options, out Message problem)
    {
        var dialect = CsvDialect.Guess(stream, encoding);
        stream.Position = 0;
        using var source = new CsvSource(stream, dialect, options.Limits);
        var header = Header(source, out problem);
        return header is null ? null : new ListFile(path, bytes, sha256, dialect, sheet: null, header, options.Limits);
    }

    private static ListFile? OpenXlsx(
        string path, ListBytes bytes, Stream stream, string sha256, ListOptions options, out Message problem)
    {
        try
        {
            using (var zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true))
            {
                if (XlsxPackage.Refuse(zip, options.Limits) is { } refusal)
                {
                    problem = refusal;
                    return null;
                }

                if (XlsxPackage.Workbook(zip) is null)
                {
                    problem = ListProblems.Unsupported();
                    return null;
                }
            }

            stream.Position = 0;
            using var source = new XlsxSource(stream, options.Limits);
            var header = SheetHeader(source, options.Sheet, out var sheet, out problem);
            return header is null ? null : new ListFile(path, bytes, sha256, dialect: null, new ListSheet(sheet, source.Strings), header, options.Limits);
        }
        catch (Exception e) when (XlsxSource.IsDamage(e))
        {
            problem = ListProblems.Damaged();
            return null;
        }
    }

    private static ListHeader? SheetHeader(XlsxSource source, string? wanted, out string sheet, out Message problem)
    {
        var names = new List<string>();
        do
        {
            sheet = source.Sheet;
            names.Add(sheet);
            var chosen = wanted is null ? source.SheetIsVisible : SameName(sheet, wanted);
            if (!chosen)
            {
                continue;
            }

            var header = Header(source, out problem);
            if (header is not null || wanted is not null || problem.Code != ListProblems.Empty().Code)
            {
                return header;
            }
        }
        while (source.NextSheet());

        problem = wanted is null ? ListProblems.Empty() : ListProblems.SheetNotFound(names);
        return null;
    }

    private static ListHeader? Header(RowSource source, out Message problem)
    {
        problem = default;
        if (!ListRows.SkipBlank(source))
        {
            problem = source.Problem ?? ListProblems.Empty();
            return null;
        }

        var header = ListHeader.Of(source);
        if (!ListRows.SkipBlank(source))
        {
            problem = source.Problem ?? ListProblems.NoRows();
            return null;
        }

        return header;
    }

    private static bool SameName(string sheet, string wanted) =>
        string.Equals(sheet.Trim(), wanted.Trim(), StringComparison.OrdinalIgnoreCase);

    private static bool HasEncryptedPackage(Stream stream, CancellationToken cancel)
    {
        var name = Encoding.Unicode.GetBytes("EncryptedPackage");
        var found = false;
        var last = Array.Empty<byte>();
        ListBytes.Digest(
            stream,
            piece =>
            {
                byte[] joined = [.. last, .. piece];
                found |= joined.AsSpan().IndexOf(name) >= 0;
                last = joined[^Math.Min(name.Length, joined.Length)..];
            },
            cancel);
        return found;
    }
}
