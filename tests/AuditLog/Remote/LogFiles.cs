using System.Net;
using System.Text;
using Pmo.AuditLog.Remote;
using Pmo.AuditLog.Tree;

namespace Pmo.AuditLog.Tests.Remote;

/// <summary>A log as an address serves it, from memory, so that a test can serve it falsely.</summary>
internal sealed class LogFiles : HttpMessageHandler
{
    public Dictionary<string, byte[]> Served { get; } = new(StringComparer.Ordinal);

    public LogClient Client => new(new HttpClient(this), new Uri("http://log.example/v1/audit/log/"));

    /// <summary>All that a log shows at its newest checkpoint.</summary>
    public static async Task<LogFiles> OfAsync(MerkleLog log)
    {
        var files = new LogFiles();
        files.Served["key"] = Encoding.UTF8.GetBytes(log.Key + "\n");
        files.Served["checkpoint"] = Encoding.UTF8.GetBytes(log.NewestNote!);
        for (var level = TilePath.Entries; level <= 1; level++)
        {
            for (var index = 0L; TilePath.In(log.Newest!.Size, level, index) is { } path; index++)
            {
                files.Served[$"tile/{path}"] = (await log.ReadTileAsync(path, CancellationToken.None))!;
            }
        }

        return files;
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(
        Served.TryGetValue(request.RequestUri!.AbsolutePath["/v1/audit/log/".Length..], out var bytes)
            ? new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(bytes) }
            : new HttpResponseMessage(HttpStatusCode.NotFound));
}
