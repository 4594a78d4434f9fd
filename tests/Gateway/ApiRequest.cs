using System.Text;
using Pmo.Protocol.Wire;
using Pmo.Testing;

namespace Pmo.Gateway.Tests;

/// <summary>A right call that a test spoils in one place.</summary>
internal sealed record ApiRequest(string Method, string Path)
{
    public byte[] Body { get; init; } = [];

    public string? MediaType { get; init; }

    /// <summary>Instead of the right ones, or beside them.</summary>
    public IReadOnlyList<(string Name, string? Value)> Headers { get; init; } = [];

    /// <summary>Another replica's.</summary>
    public Uri? Origin { get; init; }

    /// <summary>Instead of the caller's own.</summary>
    public string? Token { get; init; }

    public string Scheme { get; init; } = "DPoP";

    /// <summary>Changes the proof before it is signed.</summary>
    public Func<TestJws, TestJws>? Spoil { get; init; }

    /// <summary>Instead of one right proof.</summary>
    public IReadOnlyList<string>? Proofs { get; init; }

    /// <summary>Sends the body in chunks, without its length.</summary>
    public bool IsChunked { get; init; }

    public ApiRequest With(string header, string? value) => this with { Headers = [.. Headers, (header, value)] };

    public ApiRequest Under(string agreement, string purpose = Policies.Purpose) =>
        With(PmoHeaders.Agreement, agreement).With(PmoHeaders.Purpose, purpose);

    public static ApiRequest Get(string path) => new("GET", path);

    public static ApiRequest Json(string method, string path, string json) =>
        new(method, path) { Body = Encoding.UTF8.GetBytes(json), MediaType = "application/json" };

    public static ApiRequest Binary(string method, string path, byte[] body) => new(method, path) { Body = body, MediaType = "application/octet-stream" };

    public HttpRequestMessage ToMessage(Uri origin, string token, IEnumerable<string> proofs)
    {
        var message = new HttpRequestMessage(new HttpMethod(Method), new Uri(origin, Path));
        message.Headers.TryAddWithoutValidation("Authorization", token.Length == 0 ? null : $"{Scheme} {token}");
        foreach (var proof in proofs)
        {
            message.Headers.TryAddWithoutValidation("DPoP", proof);
        }

        if (MediaType is not null)
        {
            message.Content = new ByteArrayContent(Body);
            message.Content.Headers.TryAddWithoutValidation("Content-Type", MediaType);
            message.Headers.TryAddWithoutValidation(PmoHeaders.ContentDigest, ContentDigest.Of(Body).ToString());
            message.Headers.TransferEncodingChunked = IsChunked;
        }

        foreach (var (name, value) in Headers)
        {
            message.Headers.Remove(name);
            if (value is not null)
            {
                message.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return message;
    }
}
