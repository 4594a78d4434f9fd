using Pmo.Identity.Clients;
using Pmo.Identity.Events;
using Pmo.Identity.Introspection;
using Pmo.Identity.Revoking.Storage;

namespace Pmo.Identity.Revoking;

/// <summary>Revokes access tokens by their <c>jti</c>; the event takes it to the Gateway, which refuses them from then on. Thread-safe.</summary>
internal sealed class AccessTokenRevocation(IssuedTokens issued, RevokedTokenTable revoked, TimeProvider time) : IRevocable, ITokenState
{
    public async Task<RevocationOutcome> RevokeAsync(string token, Client client, string? address, CancellationToken cancellation)
    {
        if (issued.Read(token) is not { } known)
        {
            return RevocationOutcome.Unknown;
        }

        if (known.ClientId != client.ClientId)
        {
            return RevocationOutcome.Foreign;
        }

        if (known.Ends > time.GetUtcNow())
        {
            await revoked.AddAsync(
                known,
                new AccountEvent
                {
                    Action = AccountAction.TokenRevocation,
                    Org = client.Org,
                    Client = client.ClientId,
                    Address = address,
                    Revokes = new Revocation(RevocationKind.Token, known.Id),
                },
                cancellation);
        }

        return RevocationOutcome.Revoked;
    }

    public Task<bool> IsRevokedAsync(IssuedToken token, CancellationToken cancellation) => revoked.ContainsAsync(token.Id, cancellation);
}
