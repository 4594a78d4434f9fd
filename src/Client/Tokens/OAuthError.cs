using System.Text.Json;
using System.Text.Json.Serialization;
using Pmo.Client.Http;
using Pmo.Client.Messages;

namespace Pmo.Client.Tokens;

/// <summary>A refusal of the token endpoint (RFC 6749 section 5.2) as a problem.</summary>
internal static class OAuthError
{
    public static async Task<GatewayProblem> ReadAsync(
        HttpResponseMessage response, TimeProvider time, Language language, CancellationToken cancel)
    {
        var status = (int)response.StatusCode;
        if (status is not (400 or 401 or 403))
        {
            return await ProblemReader.ReadAsync(response, time, language, cancel);
        }

        // Whatever the words, the client was not let in.
        var body = await BodyAsync(response, cancel);
        var code = body?.Error is { Length: > 0 and <= 64 } error ? error : "unauthorized";
        return new GatewayProblem(
            401,
            code,
            body?.Description ?? new Message(
                code,
                $"Gateway tidak menerima lembaga ini ({code}). Periksa clientId dan kunci dalam profil; mungkin pendaftaran belum disetujui.",
                $"The gateway does not accept this organisation ({code}). Check clientId and key in the profile; enrolment may not be approved yet.")
                .In(language));
    }

    private static async Task<Body?> BodyAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        try
        {
            await using var stream = new LimitedStream(await response.Content.ReadAsStreamAsync(cancel), 64 << 10);
            return await JsonSerializer.DeserializeAsync<Body>(stream, cancellationToken: cancel);
        }
        catch (Exception e) when (e is JsonException or InvalidDataException)
        {
            return null;
        }
    }

    private sealed record Body(
        [property: JsonPropertyName("error")] string? Error, [property: JsonPropertyName("error_description")] string? Description);
}
