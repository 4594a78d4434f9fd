using System.Globalization;
using System.Text.Json;
using Dapper;
using Pmo.Hosting.Jose;
using Pmo.Hosting.Storage;

namespace Pmo.Identity.Clients.Storage;

/// <summary>The table of clients. Thread-safe.</summary>
internal sealed class ClientStore(Database database, TimeProvider time)
{
    /// <summary>A client by its id, active or not; null when there is none.</summary>
    public Task<Client?> FindAsync(string clientId, CancellationToken cancellation) => database.ReadAsync(
        async connection =>
        {
            var row = await connection.QuerySingleOrDefaultAsync<Row>(
                "SELECT client_id, org, roles, jwk, state, grants, redirect_uris, post_logout_redirect_uris FROM clients WHERE client_id = @clientId",
                new { clientId });
            return row?.ToClient();
        },
        cancellation);

    /// <summary>
    /// Puts in what is new and renews organisation, roles, key, grants and addresses of what is there, all or nothing. A suspended client stays
    /// suspended: a file on disk does not undo what an operator did. Nor does it bring back a key that was replaced or revoked.
    /// </summary>
    public Task EnrolAsync(IEnumerable<Client> clients, CancellationToken cancellation) => database.WriteAsync(
        transaction => transaction.Connection!.ExecuteAsync(
            """
            INSERT INTO clients (client_id, org, roles, jwk, thumbprint, state, created_at, grants, redirect_uris, post_logout_redirect_uris)
            SELECT @ClientId, @Org, @Roles, @Jwk, @Thumbprint, 'active', @CreatedAt, @Grants, @RedirectUris, @PostLogoutRedirectUris
            WHERE NOT EXISTS (SELECT 1 FROM retired_keys r WHERE r.thumbprint = @Thumbprint) OR EXISTS (SELECT 1 FROM clients c WHERE c.client_id = @ClientId)
            ON CONFLICT (client_id) DO UPDATE SET org = excluded.org, roles = excluded.roles,
              grants = excluded.grants, redirect_uris = excluded.redirect_uris, post_logout_redirect_uris = excluded.post_logout_redirect_uris,
              jwk = CASE WHEN EXISTS (SELECT 1 FROM retired_keys r WHERE r.thumbprint = excluded.thumbprint) THEN clients.jwk ELSE excluded.jwk END,
              thumbprint = CASE WHEN EXISTS (SELECT 1 FROM retired_keys r WHERE r.thumbprint = excluded.thumbprint) THEN clients.thumbprint ELSE excluded.thumbprint END
            """,
            clients.Select(c => new
            {
                c.ClientId,
                c.Org,
                Roles = string.Join(' ', c.Roles),
                Jwk = c.Key.ToJson(),
                c.Key.Thumbprint,
                CreatedAt = time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture),
                Grants = string.Join(' ', c.Grants),
                RedirectUris = string.Join(' ', c.RedirectUris),
                PostLogoutRedirectUris = string.Join(' ', c.PostLogoutRedirectUris),
            }),
            transaction),
        cancellation);

    /// <summary>Suspends a client, or lets it in again.</summary>
    /// <returns>False when there is none.</returns>
    public async Task<bool> SetActiveAsync(string clientId, bool active, CancellationToken cancellation) => await database.WriteAsync(
        transaction => transaction.Connection!.ExecuteAsync(
            "UPDATE clients SET state = @state WHERE client_id = @clientId",
            new { clientId, state = active ? "active" : "suspended" },
            transaction),
        cancellation) == 1;

    private sealed record Row(
        string ClientId, string Org, string Roles, string Jwk, string State, string Grants, string RedirectUris, string PostLogoutRedirectUris)
    {
        public Client ToClient()
        {
            using var jwk = JsonDocument.Parse(Jwk);
            return new Client(
                ClientId,
                Org,
                List(Roles),
                PublicJwk.TryRead(jwk.RootElement, out var error) ?? throw new InvalidDataException($"The stored key of {ClientId} is {error}."),
                State == "active")
            {
                Grants = List(Grants),
                RedirectUris = List(RedirectUris),
                PostLogoutRedirectUris = List(PostLogoutRedirectUris),
            };
        }

        private static string[] List(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }
}
