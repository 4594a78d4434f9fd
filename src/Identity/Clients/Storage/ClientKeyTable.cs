using System.Data.Common;
using System.Text.Json;
using Dapper;
using Pmo.Hosting.Jose;

namespace Pmo.Identity.Clients.Storage;

/// <summary>Which keys clients have, had, and wait with. All in the caller's transaction; thread-safe.</summary>
internal sealed class ClientKeyTable(TimeProvider time)
{
    /// <summary>Whether a key is anybody's, was, or waits to be.</summary>
    public async Task<bool> IsKnownAsync(string thumbprint, DbTransaction transaction) => await transaction.Connection!.ExecuteScalarAsync<long>(
        """
        SELECT (SELECT count(*) FROM clients WHERE thumbprint = @thumbprint) + (SELECT count(*) FROM retired_keys WHERE thumbprint = @thumbprint)
             + (SELECT count(*) FROM partners WHERE thumbprint = @thumbprint AND state = 'waiting')
        """,
        new { thumbprint },
        transaction) > 0;

    /// <summary>A key of a client that was replaced or revoked; null when it has none such.</summary>
    public async Task<PublicJwk?> LastRetiredAsync(string clientId, DbTransaction transaction)
    {
        var json = await transaction.Connection!.ExecuteScalarAsync<string>(
            "SELECT jwk FROM retired_keys WHERE client_id = @clientId ORDER BY retired_at DESC LIMIT 1", new { clientId }, transaction);
        if (json is null)
        {
            return null;
        }

        using var jwk = JsonDocument.Parse(json);
        return PublicJwk.TryRead(jwk.RootElement, out _);
    }

    /// <summary>Puts another key in a client's place, and keeps the old one out for good.</summary>
    /// <returns>False when the client does not have the old key any more.</returns>
    public async Task<bool> ReplaceAsync(Client client, PublicJwk key, DbTransaction transaction)
    {
        var replaced = await transaction.Connection!.ExecuteAsync(
            "UPDATE clients SET jwk = @jwk, thumbprint = @thumbprint WHERE client_id = @ClientId AND thumbprint = @old AND state = 'active'",
            new { jwk = key.ToJson(), thumbprint = key.Thumbprint, client.ClientId, old = client.Key.Thumbprint },
            transaction);
        if (replaced == 1)
        {
            await RetireAsync(client.ClientId, client.Key, transaction);
        }

        return replaced == 1;
    }

    /// <summary>Keeps a key out for good.</summary>
    public Task RetireAsync(string clientId, PublicJwk key, DbTransaction transaction) => transaction.Connection!.ExecuteAsync(
        "INSERT INTO retired_keys (thumbprint, client_id, jwk, retired_at) VALUES (@thumbprint, @clientId, @jwk, @at) ON CONFLICT (thumbprint) DO NOTHING",
        new { thumbprint = key.Thumbprint, clientId, jwk = key.ToJson(), at = time.GetUtcNow().ToUnixTimeMilliseconds() },
        transaction);
}
