using System.Text.RegularExpressions;
using Pmo.Architecture.Tests.Dependencies;
using Pmo.Architecture.Tests.Repository;

namespace Pmo.Architecture.Tests.Packages;

/// <summary>Each package is somebody else's code in the house: it is known, it is used, and one place says which version.</summary>
public sealed partial class PackageTests
{
    private static readonly Dictionary<string, string> Awaited = new(StringComparer.Ordinal);

    private static RepoFile Central => Repo.File("Directory.Packages.props");

    private static HashSet<string> Referenced =>
        [.. ProjectFile.All.SelectMany(project => project.Packages).Select(ProjectFile.Include)];

    [Fact]
    public void Every_package_is_used() => Rule.Holds(
        from entry in Entries()
        where !Referenced.Contains(entry.Package) && !Awaited.ContainsKey(entry.Package)
        select $"{Central.AtLine(entry.Line)} {entry.Package}",
        "Remove what nothing references.");

    // A list of exceptions rots unless it is tested, too.
    [Fact]
    public void What_is_awaited_is_listed_and_not_yet_used() => Rule.Holds(
        Awaited.Keys.Where(package => Referenced.Contains(package) || Entries().All(entry => entry.Package != package)),
        "Take it off PackageTests.Awaited.");

    [Fact]
    public void Every_package_says_what_it_is_for() => Rule.Holds(
        from entry in Entries()
        let above = Central.Lines.Take(entry.Line).Reverse().SkipWhile(line => Version().IsMatch(line)).FirstOrDefault("")
        where !above.Contains("<!--", StringComparison.Ordinal)
        select $"{Central.AtLine(entry.Line)} {entry.Package}",
        "Put it under a comment line that says what for.");

    [Fact]
    public void Versions_stand_in_one_file() => Rule.Holds(
        from project in ProjectFile.All
        from package in project.Packages
        where package.Attribute("Version") is not null || package.Attribute("VersionOverride") is not null || package.Element("Version") is not null
        select $"{project.At(package)} {ProjectFile.Include(package)}",
        "Set the version in Directory.Packages.props.");

    // No longer maintained, so what it is fed is looked at in one place (docs/decisions/0008).
    [Fact]
    public void One_file_names_BouncyCastle() => Rule.Holds(
        from file in Repo.CSharp("src").Concat(Repo.CSharp("bench"))
        where file.Path != "src/AuditLog/Notes/Ed25519Signature.cs"
        from line in file.Lines.Index()
        where line.Item.Contains("BouncyCastle", StringComparison.Ordinal) && !line.Item.TrimStart().StartsWith("//", StringComparison.Ordinal)
        select file.AtLine(line.Index),
        "Sign and verify through src/AuditLog/Notes/Ed25519Signature.cs.");

    private static IEnumerable<(string Package, int Line)> Entries() =>
        from line in Central.Lines.Index()
        let match = Version().Match(line.Item)
        where match.Success
        select (match.Groups["name"].Value, line.Index);

    [GeneratedRegex(@"<PackageVersion Include=""(?<name>[^""]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Version();
}
