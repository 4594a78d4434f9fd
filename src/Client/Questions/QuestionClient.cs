using Pmo.Client.Http;
using Pmo.Protocol.Api;

namespace Pmo.Client.Questions;

/// <summary>Asks for counts over datasets. Thread-safe.</summary>
public sealed class QuestionClient(GatewayClient gateway)
{
    // All records of a province are read for an answer.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary><c>GET /v1/overlaps</c>.</summary>
    /// <param name="grant">The agreement and purpose.</param>
    /// <param name="parameters">Names and values, as in the query string; those without a value are left out.</param>
    /// <param name="cancel">Stops the call.</param>
    public Task<Outcome<OverlapsAnswer>> OverlapsAsync(
        Grant grant, IEnumerable<KeyValuePair<string, string?>> parameters, CancellationToken cancel) =>
        AskAsync<OverlapsAnswer>("/v1/overlaps", grant, parameters, cancel);

    /// <summary><c>GET /v1/coverage</c>; the parameters as in <see cref="OverlapsAsync"/>.</summary>
    public Task<Outcome<CoverageAnswer>> CoverageAsync(
        Grant grant, IEnumerable<KeyValuePair<string, string?>> parameters, CancellationToken cancel) =>
        AskAsync<CoverageAnswer>("/v1/coverage", grant, parameters, cancel);

    /// <summary><c>GET /v1/registers/compare</c>; the parameters as in <see cref="OverlapsAsync"/>.</summary>
    public Task<Outcome<CompareAnswer>> CompareAsync(
        Grant grant, IEnumerable<KeyValuePair<string, string?>> parameters, CancellationToken cancel) =>
        AskAsync<CompareAnswer>("/v1/registers/compare", grant, parameters, cancel);

    private Task<Outcome<T>> AskAsync<T>(
        string path, Grant grant, IEnumerable<KeyValuePair<string, string?>> parameters, CancellationToken cancel) where T : class
    {
        var query = string.Join('&', parameters.Where(p => !string.IsNullOrEmpty(p.Value)).Select(p => $"{p.Key}={Uri.EscapeDataString(p.Value!)}"));
        return gateway.SendAsync<T>(
            new GatewayRequest(HttpMethod.Get, query.Length == 0 ? path : $"{path}?{query}") { Grant = grant, Timeout = Patience }, cancel);
    }
}
