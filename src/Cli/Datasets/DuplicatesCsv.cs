using System.Text;
using Pmo.AuditLog.Export;
using Pmo.Cli.Checks;
using Pmo.Client.Lists.Writing;
using Pmo.Client.Messages;
using Pmo.Protocol.Api;

namespace Pmo.Cli.Datasets;

/// <summary>Duplicates as CSV (RFC 4180): one line for each own row, persons told apart by a number of this file.</summary>
internal static class DuplicatesCsv
{
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
                text.Append(CsvLine.Of([i + 1, row.Ref, row.Row, row.Upload, person.Count, person.Status, detail]));
            }
        }

        return text.ToString();
    }
}
