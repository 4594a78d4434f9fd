using System.Text;
using Pmo.Client.Lists;
using Pmo.Client.Messages;

namespace Pmo.Client.Tests.Lists;

/// <summary>A folder of its own for one test, gone afterwards.</summary>
internal sealed class TempFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pmo-lists-");

    public string Path(string name) => System.IO.Path.Combine(_folder.FullName, name);

    public string[] Files => [.. Directory.EnumerateFiles(_folder.FullName).Select(f => System.IO.Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    public string Write(string name, string text, Encoding? encoding = null)
    {
        encoding ??= new UTF8Encoding(false);
        return Write(name, [.. encoding.GetPreamble(), .. encoding.GetBytes(text)]);
    }

    public string Write(string name, byte[] bytes)
    {
        File.WriteAllBytes(Path(name), bytes);
        return Path(name);
    }

    public ListFile Open(string name, string text, Encoding? encoding = null) => Open(Write(name, text, encoding));

    public static ListFile Open(string path, ListOptions? options = null)
    {
        ListFile.TryOpen(path, options ?? new ListOptions(), out var list, out var problem).ShouldBeTrue(problem.En);
        return list!;
    }

    public static Message Refusal(string path, ListOptions? options = null)
    {
        ListFile.TryOpen(path, options ?? new ListOptions(), out _, out var problem).ShouldBeFalse();
        problem.Id.ShouldNotBeNullOrWhiteSpace();
        problem.En.ShouldNotBeNullOrWhiteSpace();
        problem.Id.ShouldNotBe(problem.En);
        return problem;
    }

    /// <summary>All data rows as "line: a|b|c".</summary>
    public static List<string> Rows(ListFile list)
    {
        list.TryRead(out var rows, out var problem).ShouldBeTrue(problem.En);
        var all = new List<string>();
        using (rows)
        {
            while (rows!.Next())
            {
                all.Add($"{rows.Line}: {string.Join('|', Enumerable.Range(0, rows.Count).Select(i => rows[i].Text))}");
            }

            rows.Problem.ShouldBeNull();
        }

        return all;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
