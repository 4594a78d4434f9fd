using System.Text;
using Pmo.Testing.Storage;

namespace Pmo.Identity.Tests.AccountPages;

/// <summary>Looks for a text in everything that a service wrote: database with its log, key ring, logs.</summary>
internal static class Leaks
{
    public static IReadOnlyList<string> Find(string folder, string text) => Find(folder, Encoding.UTF8.GetBytes(text));

    public static IReadOnlyList<string> Find(string folder, byte[] bytes) =>
    [
        .. Directory.GetFiles(Path.Combine(folder, "identity"), "*", SearchOption.AllDirectories).Where(file => Read(file).AsSpan().IndexOf(bytes) >= 0),
        .. TestStorage.Holds(Path.Combine(folder, "identity", "identity.db"), bytes) ? ["PostgreSQL"] : Array.Empty<string>(),
    ];

    private static byte[] Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
