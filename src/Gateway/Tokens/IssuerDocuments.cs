using System.Text.Json;

namespace Pmo.Gateway.Tokens;

/// <summary>Fetches the issuer's metadata (RFC 8414, 3) and the keys that it points to. Thread-safe.</summary>
internal sealed partial class IssuerDocuments(IHttpClientFactory clients, TimeProvider time, ILogger<IssuerDocuments> logger)
{
    /// <summary>The name of its HTTP client.</summary>
    public const string Client = nameof(IssuerDocuments);

    // Without Cache-Control, what Identity itself says. At least: a set that holds for no time would be fetched for every request.
    private static readonly TimeSpan UsualAge = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LeastAge = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan MostAge = TimeSpan.FromHours(1);

    /// <summary>Fetches from the first of the addresses that answers as it should.</summary>
    /// <param name="addresses">Of metadata documents; https, or http on a loopback address.</param>
    /// <param name="issuer">What the metadata must name (RFC 8414, 3.3).</param>
    /// <returns>Null: none did; the log says why.</returns>
    public async Task<IssuerKeySet?> FetchAsync(IEnumerable<string> addresses, string issuer)
    {
        foreach (var address in addresses)
        {
            try
            {
                return await FetchAsync(new Uri(address), issuer);
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException or JsonException or ArgumentException or InvalidDataException or IOException or FormatException)
            {
                LogFailed(address, e);
            }
        }

        return null;
    }

    private async Task<IssuerKeySet> FetchAsync(Uri address, string issuer)
    {
        using var client = clients.CreateClient(Client);
        var (text, _) = await GetAsync(client, address);
        using var metadata = JsonDocument.Parse(text);
        if (Text(metadata, "issuer") != issuer)
        {
            throw new InvalidDataException("The metadata is of another issuer.");
        }

        var keys = new Uri(Text(metadata, "jwks_uri") ?? throw new InvalidDataException("The metadata names no jwks_uri."));

        // The public origin is this Gateway's own: what lies under it is fetched where the metadata was, not through the front door.
        if (keys.GetLeftPart(UriPartial.Authority) == new Uri(issuer).GetLeftPart(UriPartial.Authority))
        {
            keys = new Uri(address, keys.PathAndQuery);
        }

        // The time before the answer: the keys are no younger than that.
        var asked = time.GetUtcNow();
        var (jwks, maxAge) = await GetAsync(client, keys);
        return IssuerKeySet.Read(jwks, asked, maxAge);
    }

    private static async Task<(string Text, TimeSpan MaxAge)> GetAsync(HttpClient client, Uri address)
    {
        if (address.Scheme != Uri.UriSchemeHttps && !address.IsLoopback)
        {
            throw new InvalidDataException("Metadata and keys are fetched by https only.");
        }

        using var answer = await client.GetAsync(address);
        answer.EnsureSuccessStatusCode();
        var cache = answer.Headers.CacheControl;
        var age = cache?.NoStore == true || cache?.NoCache == true ? TimeSpan.Zero : cache?.MaxAge ?? UsualAge;
        return (await answer.Content.ReadAsStringAsync(), TimeSpan.FromTicks(Math.Clamp(age.Ticks, LeastAge.Ticks, MostAge.Ticks)));
    }

    private static string? Text(JsonDocument document, string member) =>
        document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty(member, out var value)
        && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    [LoggerMessage(Level = LogLevel.Warning, Message = "The issuer's metadata or keys could not be fetched from {Address}")]
    private partial void LogFailed(string address, Exception exception);
}
