using System.Xml.Linq;
using Pmo.Architecture.Tests.Repository;

namespace Pmo.Architecture.Tests.Dependencies;

/// <summary>What a csproj, or a props file, asks for.</summary>
internal sealed class ProjectFile
{
    private readonly XDocument _document;

    private ProjectFile(RepoFile file)
    {
        File = file;
        _document = XDocument.Parse(file.Text.TrimStart('\uFEFF'), LoadOptions.SetLineInfo);
    }

    public RepoFile File { get; }

    /// <summary>The folder below src or tests: <c>Gateway</c>.</summary>
    public string Folder => File.Path.Split('/')[1];

    public string AssemblyName =>
        _document.Descendants("AssemblyName").FirstOrDefault()?.Value ?? Path.GetFileNameWithoutExtension(File.Name);

    public IEnumerable<XElement> Packages => _document.Descendants("PackageReference");

    public IEnumerable<XElement> References => _document.Descendants("ProjectReference");

    public static IReadOnlyList<ProjectFile> All { get; } =
        [.. Repo.Files.Where(file => file.HasExtension(".csproj") || file.HasExtension(".props")).Select(file => new ProjectFile(file))];

    public static IEnumerable<ProjectFile> OfSrc => All.Where(project =>
        project.File.Path.StartsWith("src/", StringComparison.Ordinal) && project.File.HasExtension(".csproj"));

    public static string Include(XElement item) => item.Attribute("Include")?.Value ?? "";

    public string At(XElement element) => File.AtLine(((System.Xml.IXmlLineInfo)element).LineNumber - 1);
}
