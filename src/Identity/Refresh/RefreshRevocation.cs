using Pmo.Hosting.Storage;
using Pmo.Identity.Clients;
using Pmo.Identity.Events;
using Pmo.Identity.Events.Storage;
using Pmo.Identity.Handles;
using Pmo.Identity.Refresh.Storage;
using Pmo.Identity.Revoking;
using Pmo.Identity.Revoking.Storage;
using Pmo.Identity.Tokens;

namespace Pmo.Identity.Refresh;

/// <summary>Revokes refresh tokens, and all access tokens that came of each (RFC 7009, 2.1). Thread-safe.</summary>
internal sealed class RefreshRevocation(
    Database database, RefreshTokenStore refreshTokens, RevokedTokenTable revoked, AccountEventTable events, TimeProvider time) : IRevocable
{
    public async Task<RevocationOutcome> RevokeAsync(string token, Client client, string? address, CancellationToken cancellation)
    {
        if (!Handle.TryParse(token, out var id) || await refreshTokens.FindAsync(id, cancellation) is not { } known)
        {
            return RevocationOutcome.Unknown;
        }

        if (known.ClientId != client.ClientId)
        {
            return RevocationOutcome.Foreign;
        }

        var happened = new AccountEvent
        {
            Action = AccountAction.TokenRevocation,
            Org = client.Org,
            Client = client.ClientId,
            Person = known.PersonId,
            Address = address,
        };
        await database.WriteAsync(
            async transaction =>
            {
                var given = await refreshTokens.EndAsync(id, transaction);
                if (given is [])
                {
                    await events.AddAsync(happened, transaction);
                }

                foreach (var accessTokenId in given ?? [])
                {
                    await revoked.AddAsync(
                        accessTokenId,
                        time.GetUtcNow().AddSeconds(AccessTokens.LifeSeconds), // at the latest
                        happened with { Revokes = new Revocation(RevocationKind.Token, accessTokenId) },
                        transaction);
                }
            },
            cancellation);
        return RevocationOutcome.Revoked;
    }
}
