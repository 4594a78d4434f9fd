using System.IO.Compression;
using System.Text;
using System.Xml;
using Pmo.Client.Lists.Reading;
using Pmo.Client.Messages;

namespace Pmo.Client.Lists.Writing;

/// <summary>
/// Copies a workbook part by part and rewrites the list's sheet on the way, as XML that flows through. Not with the SDK's package in
/// update mode: it keeps every part it changes in memory, and what it does not know it may leave out.
/// </summary>
internal static class XlsxCopy
{
    public static Message? Write(ListFile list, Stream output, int width, ListAddition addition, CancellationToken cancel)
    {
        using var input = list.TryReopen(out var problem, cancel);
        if (input is null || !list.TryRead(out var rows, out problem, cancel))
        {
            return problem;
        }

        using (rows)
        using (var source = new ZipArchive(input, ZipArchiveMode.Read))
        using (var target = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true))
        {
            var sheet = XlsxPackage.SheetPart(source, list.Sheet!) is { } part ? XlsxPackage.Find(source, part) : null;
            if (sheet is null)
            {
                return ListProblems.Damaged();
            }

            foreach (var entry in source.Entries)
            {
                cancel.ThrowIfCancellationRequested();
                using var from = entry.Open();
                using var to = target.CreateEntry(entry.FullName, CompressionLevel.Fastest).Open();
                if (entry != sheet)
                {
                    from.CopyTo(to);
                }
                else if (Rewrite(from, to, list, rows, width, addition, cancel) is { } bad)
                {
                    return bad;
                }
            }
        }

        return null;
    }

    private static Message? Rewrite(
        Stream from, Stream to, ListFile list, ListRows rows, int width, ListAddition addition, CancellationToken cancel)
    {
        using var reader = XmlReader.Create(from, XlsxPackage.Xml);
        using var writer = XmlWriter.Create(to, new XmlWriterSettings { Encoding = new UTF8Encoding(false) });
        return new XlsxSheetRewrite(reader, writer, list, rows, width, addition).Run(cancel);
    }
}
