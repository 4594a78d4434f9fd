using Pmo.Architecture.Tests.Repository;

namespace Pmo.Architecture.Tests.Dependencies;

public sealed class ProjectReferenceTests
{
    private const string Table = "tests/Architecture/Dependencies/AllowedReferences.cs";

    // Dependencies point one way; what may use what is one table that a reviewer reads in a minute.
    [Fact]
    public void Projects_of_src_reference_only_what_the_table_allows() => Rule.Holds(
        from project in ProjectFile.OfSrc
        from reference in project.References
        let target = Target(reference)
        where !AllowedReferences.Allows(project.Folder, target)
        select $"{project.At(reference)} {project.Folder} -> {target}",
        $"Services talk HTTP; libraries do not know who uses them. Move the shared type to a library, or decide the edge in {Table}.");

    [Fact]
    public void Every_project_of_src_stands_in_the_table() => Rule.Holds(
        ProjectFile.OfSrc.Where(project => !AllowedReferences.Projects.Contains(project.Folder, StringComparer.Ordinal))
            .Select(project => project.File.AtLine(0)),
        $"Say in {Table} what the new project may reference.");

    // Key arithmetic must be auditable alone: nothing but the runtime beneath it.
    [Fact]
    public void Oprf_references_no_package() => Rule.Holds(
        from project in ProjectFile.OfSrc
        where project.Folder == "Oprf"
        from item in project.Packages.Concat(project.References)
        select $"{project.At(item)} {ProjectFile.Include(item)}",
        "Oprf stands on the runtime alone; the analyzers come from Directory.Build.props.");

    private static string Target(System.Xml.Linq.XElement reference)
    {
        var parts = ProjectFile.Include(reference).Replace('\\', '/').Split('/');
        return parts.Length > 1 ? parts[^2] : parts[0];
    }
}
