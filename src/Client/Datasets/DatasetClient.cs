using Pmo.Client.Http;
using Pmo.Protocol.Api;

namespace Pmo.Client.Datasets;

/// <summary>The organisation's own datasets. Thread-safe.</summary>
public sealed class DatasetClient(GatewayClient gateway)
{
    private const string Root = "/v1/datasets";

    /// <summary><c>POST /v1/datasets</c>; an id that is taken is a 409.</summary>
    public Task<Outcome<DatasetInfo>> CreateAsync(DatasetRequest dataset, Grant grant, CancellationToken cancel) =>
        gateway.SendAsync<DatasetInfo>(new GatewayRequest(HttpMethod.Post, Root) { Grant = grant }.WithJson(dataset), cancel);

    /// <summary><c>GET /v1/datasets/{id}</c>.</summary>
    public Task<Outcome<DatasetInfo>> ShowAsync(string id, Grant? grant, CancellationToken cancel) =>
        gateway.SendAsync<DatasetInfo>(new GatewayRequest(HttpMethod.Get, Of(id)) { Grant = grant }, cancel);

    /// <summary><c>DELETE /v1/datasets/{id}</c>: closes it; its rows are in no check any more. The value is the receipt, or empty.</summary>
    public Task<Outcome<string>> CloseAsync(string id, Grant? grant, CancellationToken cancel) =>
        gateway.SendAsync(
            new GatewayRequest(HttpMethod.Delete, Of(id)) { Grant = grant },
            (response, _) => Task.FromResult<Outcome<string>>(
                response.Headers.TryGetValues(Protocol.Wire.PmoHeaders.Audit, out var audits) ? audits.First() : ""),
            cancel);

    private static string Of(string id) => $"{Root}/{Uri.EscapeDataString(id)}";
}
