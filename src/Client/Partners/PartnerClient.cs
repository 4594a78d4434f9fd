using Pmo.Client.Http;
using Pmo.Protocol.Api;
using Pmo.Protocol.Keys;

namespace Pmo.Client.Partners;

/// <summary>What operators do with partners. Thread-safe.</summary>
public sealed class PartnerClient(GatewayClient gateway)
{
    private const string Root = "/v1/partners";

    /// <summary>What an invitation must name besides its code: the gateway's origin, and the pin of the operator's own profile.</summary>
    public (Uri Gateway, KeyFingerprint StatementKey) Place => (gateway.Profile.Gateway, gateway.Profile.StatementKey);

    /// <summary><c>POST /v1/partners</c>.</summary>
    public Task<Outcome<Invitation>> InviteAsync(InvitationRequest request, CancellationToken cancel) =>
        gateway.SendAsync<Invitation>(new GatewayRequest(HttpMethod.Post, Root).WithJson(request), cancel);

    /// <summary><c>GET /v1/partners</c>.</summary>
    public Task<Outcome<PartnerList>> ListAsync(CancellationToken cancel) =>
        gateway.SendAsync<PartnerList>(new GatewayRequest(HttpMethod.Get, Root), cancel);

    /// <summary><c>GET /v1/partners/{org}</c>.</summary>
    public Task<Outcome<PartnerInfo>> ShowAsync(string org, CancellationToken cancel) =>
        gateway.SendAsync<PartnerInfo>(new GatewayRequest(HttpMethod.Get, Of(org)), cancel);

    /// <summary><c>POST /v1/partners/{org}/approve</c>.</summary>
    public Task<Outcome<PartnerInfo>> ApproveAsync(string org, string fingerprint, CancellationToken cancel) =>
        gateway.SendAsync<PartnerInfo>(new GatewayRequest(HttpMethod.Post, Of(org) + "/approve").WithJson(new ApprovalRequest(fingerprint)), cancel);

    /// <summary><c>POST /v1/partners/{org}/suspend</c>.</summary>
    public Task<Outcome<PartnerInfo>> SuspendAsync(string org, string reason, CancellationToken cancel) =>
        gateway.SendAsync<PartnerInfo>(new GatewayRequest(HttpMethod.Post, Of(org) + "/suspend").WithJson(new SuspensionRequest(reason)), cancel);

    /// <summary><c>POST /v1/partners/{org}/restore</c>.</summary>
    public Task<Outcome<PartnerInfo>> RestoreAsync(string org, CancellationToken cancel) =>
        gateway.SendAsync<PartnerInfo>(new GatewayRequest(HttpMethod.Post, Of(org) + "/restore"), cancel);

    /// <summary><c>DELETE /v1/partners/{org}</c>.</summary>
    public Task<Outcome<PartnerInfo>> RevokeAsync(string org, CancellationToken cancel) =>
        gateway.SendAsync<PartnerInfo>(new GatewayRequest(HttpMethod.Delete, Of(org)), cancel);

    private static string Of(string org) => $"{Root}/{Uri.EscapeDataString(org)}";
}
