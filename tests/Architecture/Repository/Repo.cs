namespace Pmo.Architecture.Tests.Repository;

/// <summary>The repository this test assembly was built from.</summary>
internal static class Repo
{
    // Nothing in these is committed: build output, what tools fetch, what a run leaves behind. The same as .gitignore.
    private static readonly HashSet<string> Uncommitted =
        new(StringComparer.Ordinal) { ".git", ".vs", ".idea", "bin", "obj", "node_modules", "TestResults" };

    private static readonly string[] UncommittedAtRoot = ["data", "artifacts", "out", "pmo-try"];

    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    /// <summary>Every file that git would keep, read once.</summary>
    public static IReadOnlyList<RepoFile> Files { get; } =
        [.. Walk(Root).Select(path => new RepoFile(path)).OrderBy(file => file.Path, StringComparer.Ordinal)];

    /// <summary>C# below a top folder such as <c>src</c>.</summary>
    public static IEnumerable<RepoFile> CSharp(string top) => Files.Where(file =>
        file.Path.StartsWith(top + "/", StringComparison.Ordinal) && file.HasExtension(".cs"));

    /// <summary>All C#.</summary>
    public static IEnumerable<RepoFile> CSharp() => CSharp("src").Concat(CSharp("tests")).Concat(CSharp("bench"));

    public static RepoFile File(string path) => Files.Single(file => string.Equals(file.Path, path, StringComparison.Ordinal));

    // In a worktree, .git is a file.
    private static IEnumerable<string> Walk(string folder) => Directory.GetFiles(folder).Where(file => Path.GetFileName(file) != ".git").Concat(
        Directory.GetDirectories(folder)
            .Where(sub => !Uncommitted.Contains(Path.GetFileName(sub)))
            .Where(sub => folder != Root || !UncommittedAtRoot.Contains(Path.GetFileName(sub), StringComparer.Ordinal))
            .SelectMany(Walk));

    private static string FindRoot(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (System.IO.File.Exists(Path.Combine(folder.FullName, "Pmo.Gateway.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No Pmo.Gateway.sln above {start}: run the tests from inside the repository.");
    }
}
