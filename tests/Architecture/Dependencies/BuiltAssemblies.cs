using System.Reflection;

namespace Pmo.Architecture.Tests.Dependencies;

/// <summary>The assemblies of src, as they lie beside the tests.</summary>
internal static class BuiltAssemblies
{
    /// <summary>Assembly by folder of src.</summary>
    public static IReadOnlyDictionary<string, Assembly> ByFolder { get; } = ProjectFile.OfSrc
        .Select(project => (project.Folder, Path: PathOf(project)))
        .Where(found => File.Exists(found.Path))
        .ToDictionary(found => found.Folder, found => Assembly.LoadFrom(found.Path), StringComparer.Ordinal);

    public static IEnumerable<ProjectFile> Missing => ProjectFile.OfSrc.Where(project => !File.Exists(PathOf(project)));

    /// <summary>Types that people wrote: none of the compiler's, none of a source generator's.</summary>
    public static IEnumerable<Type> Types => ByFolder.Values.SelectMany(assembly => assembly.GetTypes()).Where(IsWritten);

    public static string? FolderOf(AssemblyName name) =>
        ProjectFile.OfSrc.FirstOrDefault(project => string.Equals(project.AssemblyName, name.Name, StringComparison.Ordinal))?.Folder;

    private static string PathOf(ProjectFile project) => Path.Combine(AppContext.BaseDirectory, project.AssemblyName + ".dll");

    private static bool IsWritten(Type type)
    {
        for (var t = type; t is not null; t = t.DeclaringType)
        {
            if (t.Name.Contains('<', StringComparison.Ordinal)
                || t.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute), inherit: false)
                || t.IsDefined(typeof(System.CodeDom.Compiler.GeneratedCodeAttribute), inherit: false))
            {
                return false;
            }
        }

        return type.Namespace?.StartsWith("Pmo", StringComparison.Ordinal) ?? false;
    }
}
