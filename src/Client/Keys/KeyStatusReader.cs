using Pmo.Client.Http;
using Pmo.Protocol.Api;

namespace Pmo.Client.Keys;

/// <summary>Asks how the installation's keys are; operators only. Thread-safe.</summary>
public sealed class KeyStatusReader(GatewayClient gateway)
{
    /// <summary><c>GET /v1/keys/status</c>.</summary>
    public Task<Outcome<KeyStatus>> ReadAsync(CancellationToken cancel) =>
        gateway.SendAsync<KeyStatus>(new GatewayRequest(HttpMethod.Get, "/v1/keys/status"), cancel);
}
