using System.Security.Cryptography;
using System.Text;
using Pmo.Protocol.Wire;

namespace Pmo.Gateway.Idempotency;

/// <summary>Where a key counts: client, method, target, agreement.</summary>
/// <param name="Hash">SHA-256 over all of them and the key.</param>
internal sealed record IdempotencyScope(byte[] Hash)
{
    private const int MaxKey = 128;

    /// <summary>Null without a key.</summary>
    /// <param name="isValid">False when the key is not 1 to 128 visible ASCII characters, or there are two.</param>
    public static IdempotencyScope? Of(HttpRequest request, string client, string target, out bool isValid)
    {
        var header = request.Headers[PmoHeaders.IdempotencyKey];
        isValid = header.Count == 0 || (header.Count == 1 && header[0] is { Length: >= 1 and <= MaxKey } key && key.All(c => c is > ' ' and < '\x7f'));
        if (header.Count == 0 || !isValid)
        {
            return null;
        }

        string[] parts = [client, request.Method, target, request.Headers[PmoHeaders.Agreement].ToString(), header.ToString()];
        var text = string.Concat(parts.Select(p => $"{p.Length}:{p}"));
        return new IdempotencyScope(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
