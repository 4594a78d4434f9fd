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

    /// <summary>All pages of <c>GET /v1/datasets/{id}/duplicates</c> as one, in whose order persons mean nothing; what was charged of a page that came stays charged.</summary>
    /// <param name="id">An own dataset.</param>
    /// <param name="grant">An agreement that permits it.</param>
    /// <param name="cancel">Stops between two pages.</param>
    public Task<Outcome<DuplicatesPage>> AllDuplicatesAsync(string id, Grant grant, CancellationToken cancel) =>
        AllAsync(Of(id) + "/duplicates?", grant, cancel);

    /// <summary>The same of <c>GET /v1/coverage?refs=none</c>: the own register's persons to whom nobody delivers.</summary>
    /// <param name="register">An own register.</param>
    /// <param name="grant">An agreement that permits its duplicates.</param>
    /// <param name="cancel">Stops between two pages.</param>
    public Task<Outcome<DuplicatesPage>> AllUnreachedAsync(string register, Grant grant, CancellationToken cancel) =>
        AllAsync($"/v1/coverage?register={Uri.EscapeDataString(register)}&refs=none&", grant, cancel);

    private async Task<Outcome<DuplicatesPage>> AllAsync(string path, Grant grant, CancellationToken cancel)
    {
        Task<Outcome<DuplicatesPage>> PageAsync(string? cursor) => gateway.SendAsync<DuplicatesPage>(
            new GatewayRequest(HttpMethod.Get, (path + (cursor is null ? "" : "cursor=" + Uri.EscapeDataString(cursor))).TrimEnd('?', '&')) { Grant = grant }, cancel);

        if (!(await PageAsync(cursor: null)).TryGet(out var all, out var problem))
        {
            return problem;
        }

        var persons = all.Persons.ToList();
        while (all.Next is { } cursor)
        {
            if (!(await PageAsync(cursor)).TryGet(out var page, out problem))
            {
                return problem;
            }

            persons.AddRange(page.Persons);
            all = all with { Rows = all.Rows + page.Rows, Matched = all.Matched + page.Matched, Charged = all.Charged + page.Charged, Next = page.Next };
        }

        return all with { Persons = persons };
    }

    private static string Of(string id) => $"{Root}/{Uri.EscapeDataString(id)}";
}
