using System.Text.Json;
using System.Text.Json.Serialization;
using Pmo.Client.Http;
using Pmo.Client.Messages;

namespace Pmo.Client.Tokens;

/// <summary>What the client needs of the authorization server's metadata (RFC 8414).</summary>
internal sealed record Discovery(
    [property: JsonPropertyName("issuer")] string Issuer, [property: JsonPropertyName("token_endpoint")] Uri TokenEndpoint)
{
    public const string Path = "/.well-known/openid-configuration";
    private const int MostBytes = 64 << 10;

    /// <summary>Reads and checks the metadata: issuer and token endpoint have to be the gateway's own, so that nobody else is sent an assertion.</summary>
    public static async Task<Outcome<Discovery>> FetchAsync(
        HttpClient http, Uri gateway, TimeProvider time, Language language, CancellationToken cancel)
    {
        using var response = await http.GetAsync(new Uri(gateway, Path), HttpCompletionOption.ResponseHeadersRead, cancel);
        if (!response.IsSuccessStatusCode)
        {
            return await ProblemReader.ReadAsync(response, time, language, cancel);
        }

        try
        {
            await using var body = new LimitedStream(await response.Content.ReadAsStreamAsync(cancel), MostBytes);
            return await JsonSerializer.DeserializeAsync<Discovery>(body, cancellationToken: cancel) is { Issuer: not null, TokenEndpoint: not null } found
                ? found.CheckedFor(gateway, language)
                : ClientProblems.Malformed("openid-configuration").ToProblem(language);
        }
        catch (Exception e) when (e is JsonException or InvalidDataException)
        {
            return ClientProblems.Malformed("openid-configuration").ToProblem(language);
        }
    }

    internal Outcome<Discovery> CheckedFor(Uri gateway, Language language) =>
        Issuer == GatewayAddress.Issuer(gateway) && TokenEndpoint.IsAbsoluteUri
        && GatewayAddress.Issuer(TokenEndpoint) == Issuer && TokenEndpoint.UserInfo.Length == 0
            ? this
            : ClientProblems.IssuerDiffers(Issuer.Length > 100 ? Issuer[..100] : Issuer).ToProblem(language);
}
