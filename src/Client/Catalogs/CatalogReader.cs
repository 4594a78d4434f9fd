using Pmo.Client.Http;
using Pmo.Protocol.Api;

namespace Pmo.Client.Catalogs;

/// <summary>Asks what the organisation may do, and what is left of its quotas. Thread-safe.</summary>
public sealed class CatalogReader(GatewayClient gateway)
{
    /// <summary><c>GET /v1/catalog</c>.</summary>
    public Task<Outcome<Catalog>> ReadAsync(CancellationToken cancel) =>
        gateway.SendAsync<Catalog>(new GatewayRequest(HttpMethod.Get, "/v1/catalog"), cancel);
}
