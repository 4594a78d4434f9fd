using System.Net;
using System.Text;
using Pmo.AuditLog.Notes;
using Pmo.AuditLog.Tree;

namespace Pmo.AuditLog.Remote;

/// <summary>Fetches a public log over HTTP. What it says is not believed: <see cref="RemoteVerifier"/> and <see cref="Witness"/> look at it. Thread-safe.</summary>
/// <param name="http">The connection; its timeout is its owner's.</param>
/// <param name="prefix">Where the log is, with a slash at the end: <c>https://HOST/v1/audit/log/</c>.</param>
public sealed class LogClient(HttpClient http, Uri prefix)
{
    private const int MaxNote = 16 * 1024;
    private const int MaxTile = 64 * 1024;

    /// <summary>The verifier key that the log gives as its own.</summary>
    /// <exception cref="LogUnreadableException">There is none.</exception>
    public async Task<NoteKey> KeyAsync(CancellationToken cancellation)
    {
        var text = Encoding.UTF8.GetString(await FetchAsync("key", MaxNote, cancellation));
        return NoteKey.TryParse(text, out var key, out var why) ? key : throw new LogUnreadableException($"key: {why}");
    }

    /// <summary>The newest checkpoint, as a signed note.</summary>
    public async Task<string> NoteAsync(CancellationToken cancellation) => Encoding.UTF8.GetString(await FetchAsync("checkpoint", MaxNote, cancellation));

    /// <summary>A tile, or a bundle of entries.</summary>
    public async Task<byte[]> TileAsync(TilePath path, CancellationToken cancellation)
    {
        var length = path.Width * (path.Level == TilePath.Entries ? TreeHash.Size + sizeof(ushort) : TreeHash.Size);
        var bytes = await FetchAsync($"tile/{path}", MaxTile, cancellation);
        return bytes.Length == length ? bytes : throw new LogUnreadableException($"tile/{path}: {bytes.Length} bytes, not {length}");
    }

    private async Task<byte[]> FetchAsync(string path, int most, CancellationToken cancellation)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(prefix, path));
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (answer.StatusCode != HttpStatusCode.OK)
            {
                throw new LogUnreadableException($"{path}: {(int)answer.StatusCode}");
            }

            await using var body = await answer.Content.ReadAsStreamAsync(cancellation);
            var buffer = new byte[most + 1];
            var length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
            return length <= most ? buffer[..length] : throw new LogUnreadableException($"{path}: too long");
        }
        catch (HttpRequestException e)
        {
            throw new LogUnreadableException($"{path}: {e.HttpRequestError}", e);
        }
    }
}

/// <summary>A log does not answer, or not in the form of a log.</summary>
public sealed class LogUnreadableException : IOException
{
    /// <param name="message">Which part, and what came; English.</param>
    /// <param name="inner">The cause, if any.</param>
    public LogUnreadableException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
