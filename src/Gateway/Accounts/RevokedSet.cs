using System.Collections.Frozen;
using Pmo.Gateway.Tokens;

namespace Pmo.Gateway.Accounts;

/// <summary>What this replica refuses although its token has not ended. Looked at on every call, also for tokens that were verified before. Thread-safe.</summary>
internal sealed class RevokedSet
{
    private volatile FrozenSet<Revoked> _all = FrozenSet<Revoked>.Empty;

    /// <summary>Takes what the table holds now.</summary>
    public void Replace(IEnumerable<Revoked> all) => _all = all.ToFrozenSet();

    /// <summary>Whether the organisation, the client, the person, the sign-in or the token is refused.</summary>
    public bool Refuses(Caller caller)
    {
        var all = _all;
        return all.Count > 0
            && (all.Contains(new Revoked("organisation", caller.Organisation))
                || all.Contains(new Revoked("client", caller.Client))
                || all.Contains(new Revoked("person", caller.User))
                || all.Contains(new Revoked("token", caller.TokenId))
                || (caller.SessionId is { } session && all.Contains(new Revoked("session", session))));
    }
}

/// <summary>A claim by which tokens are refused.</summary>
/// <param name="Kind"><c>organisation</c>, <c>client</c>, <c>person</c>, <c>session</c> or <c>token</c>.</param>
/// <param name="Id">Its value.</param>
internal sealed record Revoked(string Kind, string Id);
