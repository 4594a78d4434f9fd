using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Pmo.Hosting.Startup;

namespace Pmo.Hosting.Storage;

/// <summary>One numbered SQL file.</summary>
internal sealed record Migration(int Number, string Name, string Sql);

/// <summary>
/// The numbered SQL files that lie in an assembly as embedded resources <c>…Storage.PROVIDER.NNNN_name.sql</c>. A file that has been released is never
/// changed; another is added.
/// </summary>
/// <param name="Name">Names the set in the table of what has been applied.</param>
/// <param name="Assembly">Where the files lie.</param>
public sealed partial record MigrationSet(string Name, Assembly Assembly)
{
    internal IReadOnlyList<Migration> For(StorageProvider provider)
    {
        var all = Assembly.GetManifestResourceNames()
            .Select(resource => (resource, match: FileName().Match(resource)))
            .Where(f => f.match.Success)
            .ToList();
        var files = all
            .Where(f => f.match.Groups["provider"].Value == provider.ToString())
            .Select(f => new Migration(
                int.Parse(f.match.Groups["number"].Value, CultureInfo.InvariantCulture), f.match.Groups["name"].Value, Read(f.resource)))
            .OrderBy(m => m.Number)
            .ToList();
        if (files.Count == 0 && all.Count > 0)
        {
            throw new StartupException(
                "storage_setting_invalid",
                $"{Name} belum dapat memakai {provider}. Hapus Storage:ConnectionString.",
                $"{Name} cannot use {provider} yet. Remove Storage:ConnectionString.");
        }

        for (var i = 0; i < files.Count; i++)
        {
            if (files[i].Number != i + 1)
            {
                throw new InvalidOperationException($"Migrations of {Name} are not numbered from 1 without a gap: {files[i].Number}.");
            }
        }

        return files;
    }

    private string Read(string resource)
    {
        using var reader = new StreamReader(Assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"\.Storage\.(?<provider>[A-Za-z]+)\._?(?<number>\d{4})_(?<name>[a-z0-9_]+)\.sql\z", RegexOptions.None, 1000)]
    private static partial Regex FileName();
}
