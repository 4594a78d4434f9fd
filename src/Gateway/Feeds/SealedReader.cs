using System.Text.Json;
using Microsoft.Extensions.Options;
using Pmo.Gateway.Decisions;
using Pmo.Gateway.Forwarding;
using Pmo.Hosting.Decisions;
using Pmo.Protocol.Api;
using Pmo.Protocol.Wire;

namespace Pmo.Gateway.Feeds;

/// <summary>Fetches from a service under the Gateway's own decision, and believes only an answer that the service sealed for it. Thread-safe.</summary>
internal sealed class SealedReader(IHttpClientFactory clients, IOptionsMonitor<DestinationOptions> destinations, DecisionKeys keys, TimeProvider time)
{
    private const int LifeSeconds = 30;
    private const string Self = "pmo-gateway";

    /// <param name="service">Of <see cref="Api.ApiCalls"/>.</param>
    /// <param name="target">Path and query.</param>
    /// <param name="operation">What the decision says.</param>
    /// <param name="isSound">Whether an answer can be right.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <returns>Null when no replica of the service answers as it should.</returns>
    public async Task<T?> ReadAsync<T>(string service, string target, string operation, Func<T, bool> isSound, CancellationToken cancellation) where T : class
    {
        foreach (var address in destinations.CurrentValue.ByName.Single(d => d.Key == service).Value)
        {
            if (await ReadAsync<T>(new Uri(address), Decide(service, target, operation), cancellation) is { } read && isSound(read))
            {
                return read;
            }
        }

        return null;
    }

    private async Task<T?> ReadAsync<T>(Uri address, Decision decision, CancellationToken cancellation) where T : class
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, decision.Target));
        request.Headers.Add(PmoHeaders.Decision, keys.For(decision.Aud).Sign(decision));
        try
        {
            using var client = clients.CreateClient(nameof(SealedReader));
            using var answer = await client.SendAsync(request, cancellation);
            var body = await answer.Content.ReadAsByteArrayAsync(cancellation);
            var seal = answer.Headers.TryGetValues(PmoHeaders.Seal, out var values) ? values.FirstOrDefault() : null;
            return answer.IsSuccessStatusCode && keys.SealOf(decision.Aud).Verify(seal, decision.Jti, body)
                ? JsonSerializer.Deserialize<T>(body, ApiJson.Options)
                : null;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or JsonException
            || (e is TaskCanceledException && !cancellation.IsCancellationRequested))
        {
            return null;
        }
    }

    private Decision Decide(string service, string target, string operation)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        return new Decision
        {
            Iss = Decision.Issuer,
            Aud = service,
            Jti = DecisionKeys.NewJti(),
            Iat = now,
            Exp = now + LifeSeconds,
            Partner = Self,
            User = Self,
            Operation = operation,
            Method = HttpMethod.Get.Method,
            Target = target,
            Audit = Self, // it is not a request of anybody's: what is read are the entries
        };
    }
}
