namespace Pmo.Cli.Backups;

/// <summary>A service's data folder: <c>NAME/NAME.db</c> and what lies beside it.</summary>
internal sealed record ServiceFolder(string Name, string Path)
{
    /// <summary>The services that keep a database.</summary>
    public static readonly IReadOnlyList<string> Names = ["gateway", "identity", "pseudonyms", "matching"];

    public string Database => System.IO.Path.Combine(Path, Name + ".db");

    /// <summary>Those below <paramref name="data"/>: it is one service's own folder, or holds one for each.</summary>
    public static IReadOnlyList<ServiceFolder> Find(string data)
    {
        var full = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(data));
        return
        [
            .. Names.SelectMany(name => new[] { new ServiceFolder(name, full), new ServiceFolder(name, System.IO.Path.Combine(full, name)) })
                .Where(folder => File.Exists(folder.Database)),
        ];
    }

    /// <summary>
    /// What goes into the archive beside the database, relative to the folder. Not: logs; the database's own parts, which are in its copy; and what must
    /// never lie beside a backup of the database, the epoch keys and the certificate of the key ring.
    /// </summary>
    public IEnumerable<string> Others() => Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories)
        .Select(file => System.IO.Path.GetRelativePath(Path, file))
        .Where(file => file.Split(System.IO.Path.DirectorySeparatorChar)[0] is not ("logs" or "epochs")
            && !file.StartsWith(Name + ".db", StringComparison.Ordinal)
            && !file.EndsWith(".pfx", StringComparison.OrdinalIgnoreCase))
        .Order(StringComparer.Ordinal);
}
