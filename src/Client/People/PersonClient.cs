using Pmo.Client.Http;
using Pmo.Protocol.Api;

namespace Pmo.Client.People;

/// <summary>What operators do with people who sign in. Thread-safe.</summary>
public sealed class PersonClient(GatewayClient gateway)
{
    private const string Root = "/v1/people";

    /// <summary><c>POST /v1/people</c>.</summary>
    public Task<Outcome<PersonPassword>> InviteAsync(PersonInvitationRequest request, CancellationToken cancel) =>
        gateway.SendAsync<PersonPassword>(new GatewayRequest(HttpMethod.Post, Root).WithJson(request), cancel);

    /// <summary><c>GET /v1/people</c>; with <paramref name="org"/> those of an organisation.</summary>
    public Task<Outcome<PersonList>> ListAsync(string? org, CancellationToken cancel) => gateway.SendAsync<PersonList>(
        new GatewayRequest(HttpMethod.Get, org is null ? Root : $"{Root}?org={Uri.EscapeDataString(org)}"), cancel);

    /// <summary><c>POST /v1/people/{userName}/reset</c>.</summary>
    public Task<Outcome<PersonPassword>> ResetAsync(string userName, bool secondFactor, CancellationToken cancel) =>
        gateway.SendAsync<PersonPassword>(new GatewayRequest(HttpMethod.Post, Of(userName) + "/reset").WithJson(new PersonResetRequest(secondFactor)), cancel);

    /// <summary><c>POST /v1/people/{userName}/suspend</c>.</summary>
    public Task<Outcome<PersonInfo>> SuspendAsync(string userName, string? reason, CancellationToken cancel) =>
        gateway.SendAsync<PersonInfo>(new GatewayRequest(HttpMethod.Post, Of(userName) + "/suspend").WithJson(new PersonSuspensionRequest(reason)), cancel);

    /// <summary><c>POST /v1/people/{userName}/restore</c>.</summary>
    public Task<Outcome<PersonInfo>> RestoreAsync(string userName, CancellationToken cancel) =>
        gateway.SendAsync<PersonInfo>(new GatewayRequest(HttpMethod.Post, Of(userName) + "/restore"), cancel);

    /// <summary><c>PUT /v1/people/{userName}/roles</c>.</summary>
    public Task<Outcome<PersonInfo>> AssignRolesAsync(string userName, IReadOnlyList<string> roles, CancellationToken cancel)
    {
        // A retry must not end the sessions that began after the first try.
        var request = new GatewayRequest(HttpMethod.Put, Of(userName) + "/roles") { IdempotencyKey = GatewayRequest.NewIdempotencyKey() };
        return gateway.SendAsync<PersonInfo>(request.WithJson(new PersonRolesRequest(roles)), cancel);
    }

    private static string Of(string userName) => $"{Root}/{Uri.EscapeDataString(userName)}";
}
