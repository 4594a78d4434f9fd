using System.Globalization;
using Pmo.Gateway.Api;
using Pmo.Gateway.Feeds;
using Pmo.Protocol.Api;

namespace Pmo.Gateway.Accounts;

/// <summary>Fetches events from Identity. Thread-safe.</summary>
internal sealed class FeedReader(SealedReader reader)
{
    private static readonly string[] Kinds = ["organisation", "client", "person", "session", "token"];

    /// <summary>The events after a number; null when no replica of Identity answers as it should.</summary>
    public Task<AccountEventList?> ReadAsync(long after, CancellationToken cancellation) => reader.ReadAsync<AccountEventList>(
        ApiCalls.Identity, string.Create(CultureInfo.InvariantCulture, $"/v1/account-events?after={after}"), "account-events",
        list => IsSound(list, after), cancellation);

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
}
