using Pmo.Client.Http;
using Pmo.Protocol.Api;

namespace Pmo.Client.Audits;

/// <summary>Reads the agreements that a data-protection officer answers for. Thread-safe.</summary>
public sealed class AgreementReader(GatewayClient gateway)
{
    /// <summary>All of them, with what their datasets are kept for; texts in the client's language.</summary>
    public Task<Outcome<AgreementList>> AllAsync(CancellationToken cancel) =>
        gateway.SendAsync<AgreementList>(new GatewayRequest(HttpMethod.Get, "/v1/agreements?all=true"), cancel);
}
