using Pmo.Client.Http;
using Pmo.Protocol.Api;

namespace Pmo.Client.Audits;

/// <summary>Reads the audit log as a data-protection officer. Thread-safe.</summary>
public sealed class AuditReader(GatewayClient gateway)
{
    private const string Root = "/v1/audit/entries";
    private const int PageSize = 500;

    /// <summary>One page of <c>GET /v1/audit/entries</c>.</summary>
    /// <param name="filters">Names and values, as in the query string.</param>
    /// <param name="size">Most entries of it, 1 to 500.</param>
    /// <param name="cursor"><see cref="AuditPage.Next"/> of the page before; null for the first.</param>
    /// <param name="cancel">Stops the call.</param>
    public Task<Outcome<AuditPage>> PageAsync(
        IReadOnlyList<KeyValuePair<string, string>> filters, int size, string? cursor, CancellationToken cancel)
    {
        var query = filters.Append(new("limit", size.ToString(System.Globalization.CultureInfo.InvariantCulture)))
            .Concat(cursor is null ? [] : [new("cursor", cursor)])
            .Select(f => $"{f.Key}={Uri.EscapeDataString(f.Value)}");
        return gateway.SendAsync<AuditPage>(new GatewayRequest(HttpMethod.Get, $"{Root}?{string.Join('&', query)}"), cancel);
    }

    /// <summary>All pages, one after the other, the newest entries first.</summary>
    /// <param name="filters">Names and values, as in the query string.</param>
    /// <param name="most">Most entries; null for all.</param>
    /// <param name="page">Called with each page.</param>
    /// <param name="cancel">Stops between two pages.</param>
    /// <returns>Null, or why a page was not given.</returns>
    public async Task<GatewayProblem?> EachAsync(
        IReadOnlyList<KeyValuePair<string, string>> filters, int? most, Action<AuditPage> page, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(page);
        var left = most ?? int.MaxValue;
        for (string? cursor = null; left > 0;)
        {
            if (!(await PageAsync(filters, Math.Min(left, PageSize), cursor, cancel)).TryGet(out var read, out var problem))
            {
                return problem;
            }

            page(read);
            left -= read.Entries.Count;
            if (read.Next is null)
            {
                return null;
            }

            cursor = read.Next;
        }

        return null;
    }
}
