using System.Security.Cryptography;
using System.Text.Json;
using Pmo.Protocol.Api;

namespace Pmo.Client.Http;

/// <summary>A call to be made, as often as retries need. Does not print itself: its body may be tokens.</summary>
internal sealed record GatewayRequest(HttpMethod Method, string Path)
{
    public ReadOnlyMemory<byte> Body { get; init; }

    public string? ContentType { get; init; }

    /// <summary>The same in each retry; made anew for a POST or DELETE that names none.</summary>
    public string? IdempotencyKey { get; init; } =
        Method == HttpMethod.Post || Method == HttpMethod.Delete ? NewIdempotencyKey() : null;

    /// <summary>The agreement and purpose under which the call is made.</summary>
    public Grant? Grant { get; init; }

    /// <summary>Further headers.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Most bytes of an answer.</summary>
    public long MostAnswer { get; init; } = 16 << 20;

    /// <summary>Of one attempt, the answer's body included.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>128 random bits.</summary>
    public static string NewIdempotencyKey() => RandomNumberGenerator.GetHexString(32, lowercase: true);

    /// <summary>The same call with a JSON body.</summary>
    public GatewayRequest WithJson<T>(T body) =>
        this with { Body = JsonSerializer.SerializeToUtf8Bytes(body, ApiJson.Options), ContentType = "application/json" };

    public override string ToString() => nameof(GatewayRequest);
}
