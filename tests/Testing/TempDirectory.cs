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
    public void Dispose()
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                Directory.Delete(Path, recursive: true);
                return;
            }
            catch (IOException) when (tries < 10)
            {
                // What is being closed just now (a database's journal, a killed process's log) may come and go between listing and deleting.
            }
        }
    }
}
