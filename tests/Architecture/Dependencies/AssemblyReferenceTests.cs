using System.Reflection;
using Pmo.Architecture.Tests.Repository;

namespace Pmo.Architecture.Tests.Dependencies;

/// <summary>What was built, should a reference come by another way than a csproj line.</summary>
public sealed class AssemblyReferenceTests
{
    // A rule over assemblies that were not looked at says nothing.
    [Fact]
    public void Every_project_of_src_is_built_beside_these_tests() => Rule.Holds(
        BuiltAssemblies.Missing.Select(project => project.File.AtLine(0)),
        "Reference the project from AppHost or from tests/Architecture, so that its assembly is looked at.");

    [Fact]
    public void Assemblies_name_only_what_the_table_reaches() => Rule.Holds(
        from built in BuiltAssemblies.ByFolder
        from name in built.Value.GetReferencedAssemblies()
        let target = BuiltAssemblies.FolderOf(name)
        where target is not null && !AllowedReferences.Reaches(built.Key, target)
        select $"src/{built.Key} -> {target}",
        "Dependencies point one way: see AllowedReferences.cs.");

    [Fact]
    public void Oprf_names_only_the_runtime() => Rule.Holds(
        from name in BuiltAssemblies.ByFolder["Oprf"].GetReferencedAssemblies()
        where !IsRuntime(name)
        select $"src/Oprf -> {name.Name}",
        "Oprf stands on the runtime alone.");

    private static bool IsRuntime(AssemblyName name) =>
        name.Name is { } text && (text.StartsWith("System.", StringComparison.Ordinal) || text is "System" or "netstandard" or "mscorlib");
}
