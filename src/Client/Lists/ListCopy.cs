using System.Xml;
using Pmo.Client.Lists.Writing;
using Pmo.Client.Messages;

namespace Pmo.Client.Lists;

/// <summary>
/// Writes a list again with columns added on the right; the list's own cells stay as they are, row for row. A workbook copied to a
/// workbook keeps its look and its other sheets. Memory is flat. The file is there whole or not at all.
/// </summary>
public static class ListCopy
{
    private const string Stdout = "-";

    /// <summary>Where a result goes when nothing else is said: <c>NAME.hasil.xlsx</c> or <c>NAME.hasil.csv</c> beside the list.</summary>
    public static string DefaultTarget(ListFile list) =>
        list.Path == Stdout ? Stdout : Path.ChangeExtension(list.Path, list.Format == ListFormat.Xlsx ? ".hasil.xlsx" : ".hasil.csv");

    /// <summary>Why a target cannot be written, so far as can be known before the work: <c>output_exists</c>, <c>output_is_input</c>.</summary>
    public static Message? Refuse(ListFile list, string target, bool force)
    {
        if (target == Stdout)
        {
            return null;
        }

        if (list.Path != Stdout && Path.GetFullPath(list.Path) == Path.GetFullPath(target))
        {
            return OutputProblems.IsInput();
        }

        return !force && File.Exists(target) ? OutputProblems.Exists(target) : null;
    }

    /// <summary>Writes the copy.</summary>
    /// <param name="list">The list to copy.</param>
    /// <param name="target">
    /// A path; <c>.xlsx</c> makes a workbook, <c>.csv</c>, <c>.tsv</c>, <c>.txt</c> and <c>-</c> (standard output) delimited text in
    /// UTF-8 with a byte order mark, anything else the list's own format. A new file is readable by its owner only.
    /// </param>
    /// <param name="addition">The added columns.</param>
    /// <param name="force">Replaces an existing file.</param>
    /// <param name="problem">
    /// When false is returned: <c>output_exists</c>, <c>output_is_input</c>, <c>output_unwritable</c>, <c>file_changed</c>,
    /// <c>file_damaged</c>, <c>too_many_rows</c>, or what else reading can say.
    /// </param>
    /// <param name="cancel">Stops the work; nothing is left behind.</param>
    public static bool TryWrite(
        ListFile list, string target, ListAddition addition, bool force, out Message problem, CancellationToken cancel = default)
    {
        try
        {
            problem = (Refuse(list, target, force) ?? Write(list, target, addition, force, cancel)).GetValueOrDefault();
        }
        catch (Exception e) when (e is XmlException or InvalidDataException)
        {
            problem = ListProblems.Damaged();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problem = !force && target != Stdout && File.Exists(target) ? OutputProblems.Exists(target) : OutputProblems.Unwritable(target);
        }

        return problem == default;
    }

    private static Message? Write(ListFile list, string target, ListAddition addition, bool force, CancellationToken cancel)
    {
        if (Width(list, out var width, cancel) is { } unreadable)
        {
            return unreadable;
        }

        if (target == Stdout)
        {
            using var output = Console.OpenStandardOutput();
            return CsvCopy.Write(list, output, width, addition, cancel);
        }

        using var file = AtomicFile.Create(target);
        var problem = FormatOf(list, target) switch
        {
            ListFormat.Csv => CsvCopy.Write(list, file.Content, width, addition, cancel),
            _ when list.Format == ListFormat.Csv => XlsxNew.Write(list, file.Content, width, addition, cancel),
            _ => XlsxCopy.Write(list, file.Content, width, addition, cancel),
        };
        if (problem is null)
        {
            file.Commit(force);
        }

        return problem;
    }

    private static ListFormat FormatOf(ListFile list, string target) => Path.GetExtension(target).ToUpperInvariant() switch
    {
        ".XLSX" => ListFormat.Xlsx,
        ".CSV" or ".TSV" or ".TXT" => ListFormat.Csv,
        _ => list.Format,
    };

    /// <summary>The added columns stand right of the widest row, known once the list was read to its end.</summary>
    private static Message? Width(ListFile list, out int width, CancellationToken cancel)
    {
        width = list.Width ?? 0;
        if (width > 0)
        {
            return null;
        }

        if (!list.TryRead(out var rows, out var problem, cancel))
        {
            return problem;
        }

        using (rows)
        {
            while (rows.Next(cancel))
            {
                // Only the width is wanted.
            }

            width = list.Width ?? 0;
            return rows.Problem;
        }
    }
}
