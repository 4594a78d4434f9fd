using System.Globalization;
using System.Text;
using Pmo.Cli.Checks;
using Pmo.Client.Lists.Writing;
using Pmo.Client.Messages;
using Pmo.Protocol.Api;

namespace Pmo.Cli.Datasets;

/// <summary>Duplicates as CSV (RFC 4180): one line for each own row, persons told apart by a number of this file.</summary>
internal static class DuplicatesCsv
{
    // What makes a spreadsheet run a cell (OWASP, CSV injection).
    private const string FormulaStarts = "=+-@\t\r";

    /// <summary>Writes the file whole or not at all.</summary>
    /// <returns>Null, or why not.</returns>
    public static Message? Write(DuplicatesPage page, string path, bool force, Language language)
    {
        try
        {
            using var file = AtomicFile.Create(path);
            file.Content.Write(Encoding.UTF8.GetBytes("\uFEFF" + Text(page, language)));
            file.Commit(force);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return File.Exists(path) && !force ? OutputProblems.Exists(path) : OutputProblems.Unwritable(path);
        }
    }

    /// <summary>The file's text.</summary>
    public static string Text(DuplicatesPage page, Language language)
    {
        var text = new StringBuilder("person,ref,row,upload,rows,pmo_status,pmo_detail\r\n");
        for (var i = 0; i < page.Persons.Count; i++)
        {
            var person = page.Persons[i];
            var detail = OverlapText.Of(person.Overlaps, language);
            foreach (var row in person.Rows)
            {
                string?[] cells =
                [
                    Number(i + 1), row.Ref, row.Row is { } number ? Number(number) : null, row.Upload, Number(person.Count), person.Status, detail,
                ];
                text.AppendJoin(',', cells.Select(c => Cell(c ?? ""))).Append("\r\n");
            }
        }

        return text.ToString();
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Cell(string text)
    {
        var safe = text.Length > 0 && FormulaStarts.Contains(text[0], StringComparison.Ordinal) ? "'" + text : text;
        return safe.AsSpan().ContainsAny(",\"\r\n;") ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
