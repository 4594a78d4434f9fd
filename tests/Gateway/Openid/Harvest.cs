using System.Text;

namespace Pmo.Gateway.Tests.Openid;

/// <summary>Looks for credentials in every file that the services wrote: databases with their journals, and logs.</summary>
internal static class Harvest
{
    // Shorter ones, such as a JWS header's beginning, are nobody's secret.
    private const int FewestBytes = 12;

    public static async Task ShouldFindNoneAsync(string folder, IEnumerable<byte[]> secrets)
    {
        var wanted = secrets.Where(s => s.Length >= FewestBytes).ToList();
        wanted.ShouldNotBeEmpty();
        var files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories);
        files.ShouldContain(f => f.EndsWith("identity.db", StringComparison.Ordinal));
        files.ShouldContain(f => f.EndsWith(".log", StringComparison.Ordinal));
        foreach (var file in files)
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var content = new byte[stream.Length];
            await stream.ReadExactlyAsync(content, TestContext.Current.CancellationToken);
            foreach (var secret in wanted)
            {
                content.AsSpan().IndexOf(secret).ShouldBe(-1, $"{Path.GetFileName(file)} holds {Encoding.ASCII.GetString(secret[..6])}…");
            }
        }
    }

    /// <summary>A credential as text; of a JWS each part but the header, which many share.</summary>
    public static IEnumerable<byte[]> Parts(string secret) =>
        (secret.StartsWith("eyJ", StringComparison.Ordinal) ? secret.Split('.')[1..] : [secret]).Select(Encoding.ASCII.GetBytes);

    /// <summary>A private key as PEM: its DER, and each line of it.</summary>
    public static IEnumerable<byte[]> Key(string pem) =>
        pem.Split('\n').Where(line => line.Length > 0 && !line.StartsWith('-')).Select(Encoding.ASCII.GetBytes)
            .Append(Convert.FromBase64String(string.Concat(pem.Split('\n').Where(line => !line.StartsWith('-'))))[^64..]);
}
