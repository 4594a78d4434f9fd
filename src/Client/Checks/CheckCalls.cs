using System.Globalization;
using Pmo.Client.Http;
using Pmo.Protocol.Api;
using Pmo.Protocol.Wire;

namespace Pmo.Client.Checks;

/// <summary>The calls of a check, one method each.</summary>
internal sealed class CheckCalls(GatewayClient gateway, Grant grant)
{
    private const string Root = "/v1/checks";

    public Task<Outcome<CheckOpened>> OpenAsync(CheckRequest request, string idempotencyKey, CancellationToken cancel) =>
        gateway.SendAsync<CheckOpened>(
            new GatewayRequest(HttpMethod.Post, Root) { Grant = grant, IdempotencyKey = idempotencyKey }.WithJson(request), cancel);

    public Task<Outcome<CheckState>> StateAsync(string check, CancellationToken cancel) =>
        gateway.SendAsync<CheckState>(new GatewayRequest(HttpMethod.Get, Of(check)) { Grant = grant }, cancel);

    public Task<Outcome<PartReceived>> PutAsync(string check, int part, byte[] tokens, string keyId, CancellationToken cancel) =>
        gateway.SendAsync<PartReceived>(
            new GatewayRequest(HttpMethod.Put, string.Create(CultureInfo.InvariantCulture, $"{Of(check)}/parts/{part}"))
            {
                Grant = grant,
                Body = tokens,
                ContentType = "application/octet-stream",
                Headers = [new(PmoHeaders.Key, keyId)],
            },
            cancel);

    /// <summary>Commits; the answer grows with the matches, about 200 bytes each.</summary>
    public async Task<Outcome<CheckAnswer>> CommitAsync(string check, string idempotencyKey, CancellationToken cancel)
    {
        var outcome = await gateway.SendAsync<ReceivedAnswer>(
            new GatewayRequest(HttpMethod.Post, Of(check) + "/commit")
            {
                Grant = grant,
                IdempotencyKey = idempotencyKey,
                MostAnswer = 1L << 30,
                Timeout = TimeSpan.FromMinutes(10),
            },
            cancel);
        return outcome.TryGet(out var answer, out var problem)
            ? new CheckAnswer(answer.CheckId, answer.Receipt, answer.Covered, answer.Rows, answer.Matched, answer.Results.Packed)
            : problem;
    }

    private static string Of(string check) => $"{Root}/{Uri.EscapeDataString(check)}";

    /// <summary>A <see cref="CheckAnswer"/> whose results are packed as they come.</summary>
    private sealed record ReceivedAnswer(
        string CheckId, string Receipt, IReadOnlyList<CoveredDataset> Covered, int Rows, int Matched, ReceivedResults Results);
}
