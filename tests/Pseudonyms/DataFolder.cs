using System.Security.Cryptography;
using Pmo.Testing.Storage;

namespace Pmo.Pseudonyms.Tests;

/// <summary>A temporary data directory with a decision key, which hosts may be started on one after another.</summary>
internal sealed class DataFolder : IDisposable
{
    public DataFolder()
    {
        Path = Directory.CreateTempSubdirectory("pmo-pseudonyms-").FullName;
        File.WriteAllBytes(DecisionKeyFile, RandomNumberGenerator.GetBytes(32));
    }

    public string Path { get; }

    public string DecisionKeyFile => In("decision.key");

    public string Exports => In("exports");

    public string Database => In("pseudonyms.db");

    public string In(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose()
    {
        TestStorage.Release();
        Directory.Delete(Path, recursive: true);
    }
}
