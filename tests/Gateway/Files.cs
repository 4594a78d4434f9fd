namespace Pmo.Gateway.Tests;

/// <summary>Looks into everything that the services wrote: databases, their logs of changes, key rings, log files.</summary>
internal static class Files
{
    /// <summary>The files below a folder that hold these bytes.</summary>
    public static IEnumerable<string> Holding(string folder, byte[] needle) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Where(file => Read(file).AsSpan().IndexOf(needle) >= 0);

    /// <summary>A file's content, also while a service has it open.</summary>
    public static byte[] Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}
