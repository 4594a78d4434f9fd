using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Pmo.Gateway.Api;
using Pmo.Gateway.Decisions;
using Pmo.Gateway.Forwarding;
using Pmo.Hosting.Decisions;
using Pmo.Protocol.Api;
using Pmo.Protocol.Wire;

namespace Pmo.Gateway.Accounts;

/// <summary>Fetches events from Identity under the Gateway's own decision, and believes only an answer that Identity sealed for it. Thread-safe.</summary>
internal sealed class FeedReader(IHttpClientFactory clients, IOptionsMonitor<DestinationOptions> destinations, DecisionKeys keys, TimeProvider time)
{
    private const int LifeSeconds = 30;
    private const string Self = "pmo-gateway";
    private static readonly string[] Kinds = ["organisation", "client", "person", "session", "token"];

    /// <summary>The events after a number; null when no replica of Identity answers as it should.</summary>
    public async Task<AccountEventList?> ReadAsync(long after, CancellationToken cancellation)
    {
        foreach (var address in destinations.CurrentValue.Identity)
        {
            if (await ReadAsync(new Uri(address), after, cancellation) is { } list)
            {
                return list;
            }
        }

        return null;
    }

    private async Task<AccountEventList?> ReadAsync(Uri address, long after, CancellationToken cancellation)
    {
        var decision = Decide(string.Create(CultureInfo.InvariantCulture, $"/v1/account-events?after={after}"));
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, decision.Target));
        request.Headers.Add(PmoHeaders.Decision, keys.For(ApiCalls.Identity).Sign(decision));
        try
        {
            using var client = clients.CreateClient(nameof(FeedReader));
            using var answer = await client.SendAsync(request, cancellation);
            var body = await answer.Content.ReadAsByteArrayAsync(cancellation);
            var seal = answer.Headers.TryGetValues(PmoHeaders.Seal, out var values) ? values.FirstOrDefault() : null;
            return answer.IsSuccessStatusCode && keys.IdentitySeal.Verify(seal, decision.Jti, body)
                && JsonSerializer.Deserialize<AccountEventList>(body, ApiJson.Options) is { } list && IsSound(list, after)
                ? list
                : null;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or JsonException
            || (e is TaskCanceledException && !cancellation.IsCancellationRequested))
        {
            return null;
        }
    }

    private static bool IsSound(AccountEventList list, long after)
    {
        foreach (var item in list.Events)
        {
            if (item.Seq <= after || item.Seq > list.Last || !Guid.TryParseExact(item.Id, "D", out _) || item.Decision is not ("allow" or "deny")
                || (item.Revokes is { } revokes && !Kinds.Contains(revokes.Kind, StringComparer.Ordinal)))
            {
                return false;
            }

            after = item.Seq;
        }

        return list.Events.Count <= AccountEventList.MaxEvents;
    }

    private Decision Decide(string target)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        return new Decision
        {
            Iss = Decision.Issuer,
            Aud = ApiCalls.Identity,
            Jti = DecisionKeys.NewJti(),
            Iat = now,
            Exp = now + LifeSeconds,
            Partner = Self,
            User = Self,
            Operation = "account-events",
            Method = HttpMethod.Get.Method,
            Target = target,
            Audit = Self, // it is not a request of anybody's: the events are the entries
        };
    }
}
