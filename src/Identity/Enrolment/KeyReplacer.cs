using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;
using Pmo.Hosting.Jose;
using Pmo.Hosting.Problems;
using Pmo.Hosting.Storage;
using Pmo.Identity.Clients;
using Pmo.Identity.Clients.Storage;
using Pmo.Identity.Events;
using Pmo.Identity.Events.Storage;
using Pmo.Protocol.Api;
using Pmo.Protocol.Keys;
using Pmo.Protocol.Wire;

namespace Pmo.Identity.Enrolment;

/// <summary>
/// Puts a client's new key in the place of its old one, which signs for it. At once, without an operator: so could a thief of the old key, which is why
/// it is an event, and operators see when a key was replaced. Thread-safe.
/// </summary>
internal sealed class KeyReplacer(
    IdentityOptions options, Database database, ClientStore clients, ClientKeyTable keys, AccountEventTable events, TimeProvider time)
{
    private const int MaxAgeSeconds = 60;
    private const int MaxAheadSeconds = 10;

    /// <summary>Replaces; the same again, its answer lost, gives the same answer.</summary>
    public Task<(EnrolmentAnswer? Answer, Failure? Failure)> ReplaceAsync(KeyReplacementRequest request, string? address, CancellationToken cancellation) =>
        database.WriteAsync<(EnrolmentAnswer?, Failure?)>(
            async transaction =>
            {
                var statement = ReadStatement(request);
                var client = statement is null ? null : await clients.FindAsync(statement.Payload.Text("sub")!, cancellation);
                var (key, failure) = statement is null || client is null
                    ? (null, EnrolmentErrors.ReplacementRefused)
                    : await JudgeAsync(statement, client, request, transaction);
                if (failure is null && key!.Thumbprint != client!.Key.Thumbprint && !await keys.ReplaceAsync(client, key, transaction))
                {
                    failure = EnrolmentErrors.ReplacementRefused;
                }

                await events.AddAsync(
                    new AccountEvent
                    {
                        Action = AccountAction.KeyReplace,
                        IsAllowed = failure is null,
                        Org = client?.Org,
                        Client = client?.ClientId,
                        Reason = failure?.Code.Code,
                        Address = address,
                    },
                    transaction);
                return failure is null
                    ? (new EnrolmentAnswer(client!.Org, client.ClientId, "active", KeyFingerprint.OfThumbprint(key!.Thumbprint).ToString()), null)
                    : (null, failure);
            },
            cancellation);

    // No jti: a statement that is sent twice changes nothing, since a key that was replaced never comes back.
    private CompactJws? ReadStatement(KeyReplacementRequest request)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        return CompactJws.TryParse(request.Statement) is { } statement
            && statement.Type == JwsTypes.KeyReplacement
            && statement.Payload.Text("sub") is { } subject && statement.Payload.Text("iss") == subject
            && statement.Payload.Text("aud") == options.Issuer
            && statement.Payload.Seconds("iat") is { } at && at >= now - MaxAgeSeconds && at <= now + MaxAheadSeconds
            && statement.Payload.Has("jwk")
            ? statement
            : null;
    }

    private async Task<(PublicJwk? Key, Failure? Failure)> JudgeAsync(
        CompactJws statement, Client client, KeyReplacementRequest request, DbTransaction transaction)
    {
        var (key, failure) = NewKey.Read(statement.Payload.GetProperty("jwk"));
        if (key is null)
        {
            return (null, failure);
        }

        var isRepeated = key.Thumbprint == client.Key.Thumbprint;
        var signer = isRepeated ? await keys.LastRetiredAsync(client.ClientId, transaction) : client.Key;
        if (!client.IsActive || signer?.Verify(statement) != true)
        {
            return (null, EnrolmentErrors.ReplacementRefused);
        }

        var digest = Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(request.Statement)));
        if (!NewKey.Signed(key, request.Proof, JwsTypes.KeyPossession, options.Issuer, ("statement", digest)))
        {
            return (null, EnrolmentErrors.ProofInvalid);
        }

        return !isRepeated && await keys.IsKnownAsync(key.Thumbprint, transaction) ? (null, EnrolmentErrors.KeyTaken) : (key, null);
    }
}
