using System.Data.Common;
using Pmo.Hosting.Storage;
using Pmo.Identity.Events;
using Pmo.Identity.Handles;
using Pmo.Identity.Refresh;
using Pmo.Identity.Refresh.Storage;
using Pmo.Identity.Revoking.Storage;
using Pmo.Identity.Tokens;

namespace Pmo.Identity.Codes.Storage;

/// <summary>Uses codes up: what one gives, and what a second use takes back, happens whole or not at all. Thread-safe.</summary>
internal sealed class Redemptions(Database database, CodeStore codes, RefreshTokenStore refreshTokens, RevokedTokenTable revoked, TimeProvider time)
{
    /// <param name="id">The code that was presented; it is used up whatever comes of it.</param>
    /// <param name="code">What it stands for.</param>
    /// <param name="fault">What is wrong with how it was presented; <see cref="CodeOutcome.Redeemed"/>: nothing.</param>
    /// <param name="accessTokenId"><c>jti</c> of what it is to give.</param>
    /// <param name="refresh">What else it is to give.</param>
    /// <param name="address">Where the request came from.</param>
    /// <param name="cancellation">Cancels the wait.</param>
    public Task<CodeOutcome> UseAsync(
        Handle id,
        AuthorizationCode code,
        CodeOutcome fault,
        string accessTokenId,
        (Handle Id, RefreshToken Token)? refresh,
        string? address,
        CancellationToken cancellation) => database.WriteAsync(
        async transaction =>
        {
            switch (await codes.UseAsync(id, transaction))
            {
                case null:
                    await RevokeAsync(id, code, address, transaction);
                    return CodeOutcome.Replayed;
                case false:
                    return CodeOutcome.Expired;
            }

            if (fault != CodeOutcome.Redeemed)
            {
                return fault;
            }

            await codes.NoteAsync(id, accessTokenId, transaction);
            if (refresh is { } given)
            {
                await refreshTokens.AddAsync(given.Id, id, given.Token, accessTokenId, transaction);
            }

            return CodeOutcome.Redeemed;
        },
        cancellation);

    // RFC 6749, 4.1.2: a code that comes twice has been stolen, by the one or by the other.
    private async Task RevokeAsync(Handle id, AuthorizationCode code, string? address, DbTransaction transaction)
    {
        var gave = await codes.GaveAsync(id, transaction);
        var since = await refreshTokens.EndOfCodeAsync(id, transaction);
        foreach (var accessTokenId in since.Append(gave).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            await revoked.AddAsync(
                accessTokenId,
                time.GetUtcNow().AddSeconds(AccessTokens.LifeSeconds), // at the latest
                new AccountEvent
                {
                    Action = AccountAction.CodeReplay,
                    Client = code.ClientId,
                    Person = code.PersonId,
                    Reason = "code_replayed",
                    Address = address,
                    Revokes = new Revocation(RevocationKind.Token, accessTokenId),
                },
                transaction);
        }
    }
}
