using Pmo.Architecture.Tests.Repository;

namespace Pmo.Architecture.Tests.Mirrors;

/// <summary>Tests mirror src path for path, so that neither has to be searched for.</summary>
public sealed class MirrorTests
{
    private static readonly HashSet<string> Sources = [.. Repo.CSharp("src").Concat(Repo.CSharp("bench")).Select(file => file.Path)];

    private static IEnumerable<RepoFile> TestFiles => Repo.CSharp("tests").Where(file =>
        file.Stem.EndsWith("Tests", StringComparison.Ordinal)
        && !MirrorExemptions.Folders.Keys.Any(folder => file.Path.StartsWith(folder + "/", StringComparison.Ordinal)));

    [Fact]
    public void Every_test_file_stands_where_its_subject_stands() => Rule.Holds(
        from file in TestFiles
        where !IsMirror(file) && !MirrorExemptions.Files.ContainsKey(file.Path)
        select $"{file.Path}:1 no {Subject(file)}",
        "Rename or move it with its subject, or give a reason in MirrorExemptions.");

    [Fact]
    public void No_exemption_outlives_its_file() => Rule.Holds(
        MirrorExemptions.Files.Keys.Where(path => TestFiles.All(file => file.Path != path || IsMirror(file)))
            .Concat(MirrorExemptions.Folders.Keys.Where(folder =>
                !Repo.Files.Any(file => file.Path.StartsWith(folder + "/", StringComparison.Ordinal)))),
        "Take it off MirrorExemptions.");

    private static bool IsMirror(RepoFile test) => Sources.Contains(Subject(test));

    private static string Subject(RepoFile test)
    {
        // tests/X/… is about src/X/…, and tests/Bench/… about bench/….
        var folder = test.Path["tests".Length..(test.Path.LastIndexOf('/') + 1)];
        var top = folder.StartsWith("/Bench/", StringComparison.Ordinal) ? "bench" + folder["/Bench".Length..] : "src" + folder;
        return string.Concat(top, test.Stem.AsSpan(..^5), ".cs");
    }
}
