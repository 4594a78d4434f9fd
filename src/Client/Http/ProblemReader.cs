using System.Text.Json;
using Pmo.Client.Messages;
using Pmo.Protocol.Api;
using Pmo.Protocol.Wire;

namespace Pmo.Client.Http;

/// <summary>Makes a value of a refusal: <c>application/problem+json</c> (RFC 9457), or whatever a proxy in between says.</summary>
internal static class ProblemReader
{
    private const int MostBytes = 4 << 20;

    public static async Task<GatewayProblem> ReadAsync(
        HttpResponseMessage response, TimeProvider time, Language language, CancellationToken cancel)
    {
        var status = (int)response.StatusCode;
        var said = await BodyAsync(response, cancel);
        var plain = ClientProblems.Status(status);
        return new GatewayProblem(
            status,
            said?.Code ?? plain.Code,
            said?.Detail ?? said?.Title ?? plain.In(language),
            said?.Audit ?? (response.Headers.TryGetValues(PmoHeaders.Audit, out var audits) ? audits.FirstOrDefault() : null),
            said?.Errors)
        {
            RetryAfter = RetryAfter(response, time),
        };
    }

    private static async Task<Problem?> BodyAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        if (response.Content.Headers.ContentType?.MediaType is not ("application/problem+json" or "application/json"))
        {
            return null;
        }

        try
        {
            await using var body = new LimitedStream(await response.Content.ReadAsStreamAsync(cancel), MostBytes);
            return await JsonSerializer.DeserializeAsync<Problem>(body, ClientJson.Options, cancel);
        }
        catch (Exception e) when (e is JsonException or InvalidDataException)
        {
            return null;
        }
    }

    private static TimeSpan? RetryAfter(HttpResponseMessage response, TimeProvider time)
    {
        var wait = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - time.GetUtcNow(),
            _ => (TimeSpan?)null,
        };
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
