namespace Pmo.Testing;

/// <summary>A new folder of its own, gone with the test.</summary>
public sealed class TempDirectory : IDisposable
{
    /// <summary>Where it is.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("pmo-test-").FullName;

    /// <summary>A path inside it; nothing is created.</summary>
    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Writes a text file inside it.</summary>
    /// <returns>Its path.</returns>
    public string Write(string name, string content)
    {
        System.IO.File.WriteAllText(File(name), content);
        return File(name);
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Path, recursive: true);
}
