using Pmo.Client.Http;
using Pmo.Protocol.Api;

namespace Pmo.Client.Audits;

/// <summary>Reads and closes alarms as a data-protection officer. Thread-safe.</summary>
public sealed class AlarmReader(GatewayClient gateway)
{
    private const string Root = "/v1/audit/alarms";
    private const int PageSize = 500;

    /// <summary>All alarms of a query, the newest first.</summary>
    /// <param name="filters">Names and values, as in the query string.</param>
    /// <param name="most">Most alarms; null for all.</param>
    /// <param name="cancel">Stops between two pages.</param>
    public async Task<Outcome<AlarmPage>> AllAsync(IReadOnlyList<KeyValuePair<string, string>> filters, int? most, CancellationToken cancel)
    {
        var (alarms, left, scope) = (new List<AlarmItem>(), most ?? int.MaxValue, "own");
        for (string? cursor = null; left > 0;)
        {
            var query = filters.Append(new("limit", Math.Min(left, PageSize).ToString(System.Globalization.CultureInfo.InvariantCulture)))
                .Concat(cursor is null ? [] : [new("cursor", cursor)])
                .Select(f => $"{f.Key}={Uri.EscapeDataString(f.Value)}");
            var answer = await gateway.SendAsync<AlarmPage>(new GatewayRequest(HttpMethod.Get, $"{Root}?{string.Join('&', query)}"), cancel);
            if (!answer.TryGet(out var page, out var problem))
            {
                return problem;
            }

            alarms.AddRange(page.Alarms);
            scope = page.Scope;
            left -= page.Alarms.Count;
            cursor = page.Next;
            if (cursor is null)
            {
                break;
            }
        }

        return new AlarmPage(scope, alarms);
    }

    /// <summary>Closes an alarm, once.</summary>
    /// <param name="id">Which.</param>
    /// <param name="verdict"><c>fair</c> or <c>follow-up</c>, and a note.</param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<Outcome<AlarmItem>> CloseAsync(string id, AlarmVerdict verdict, CancellationToken cancel) =>
        gateway.SendAsync<AlarmItem>(new GatewayRequest(HttpMethod.Post, $"{Root}/{Uri.EscapeDataString(id)}/close").WithJson(verdict), cancel);
}
