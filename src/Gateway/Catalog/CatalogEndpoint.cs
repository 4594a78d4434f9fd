using System.Net.Http.Json;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Pmo.Agreements;
using Pmo.Gateway.Decisions;
using Pmo.Gateway.Forwarding;
using Pmo.Gateway.Quotas;
using Pmo.Hosting.Problems;
using Pmo.Protocol.Api;
using Pmo.Protocol.Wire;

namespace Pmo.Gateway.Catalog;

/// <summary><c>GET /v1/catalog</c>: the agreements say what the caller may do, Matching what the datasets are, the meters what is left.</summary>
internal static class CatalogEndpoint
{
    private const string Target = "/v1/datasets";

    public static async Task<IResult> GetAsync(
        HttpContext context, QuotaMeter meter, MatchingClient matching, OutcomeWriter outcomes)
    {
        var ticket = context.Features.GetRequiredFeature<ForwardTicket>();
        var partner = ticket.Call.Partner;
        var known = await matching.ListAsync(ticket.Grant.Decision! with { Method = "GET", Target = Target }, context.RequestAborted);
        if (known is null)
        {
            return new ProblemResult(CommonErrors.ServiceUnavailable);
        }

        var grants = ticket.Call.Policies.GrantsOf(partner, ticket.Call.At).GroupBy(g => g.Dataset.Value).ToDictionary(g => g.Key, g => g.ToList());
        var facts = known.Datasets.ToDictionary(d => d.Id, StringComparer.Ordinal);
        var datasets = new List<CatalogDataset>();
        foreach (var id in grants.Keys.Union(facts.Keys).Order(StringComparer.Ordinal))
        {
            var info = facts.GetValueOrDefault(id);
            var may = new List<Protocol.Api.CatalogGrant>();
            foreach (var grant in grants.GetValueOrDefault(id) ?? [])
            {
                may.Add(await DescribeAsync(grant, meter, ticket.Call.At, context.RequestAborted));
            }

            var owner = info?.Owner ?? grants[id][0].Owner.Value;
            datasets.Add(new CatalogDataset(id, owner, may, info?.Title, info?.Kind, info?.AsOf, owner == partner ? info?.Rows : null));
        }

        await outcomes.WriteAsync(ticket, StatusCodes.Status200OK, header: null);
        return Results.Json(new Protocol.Api.Catalog(datasets), ApiJson.Options);
    }

    private static async Task<Protocol.Api.CatalogGrant> DescribeAsync(
        Agreements.CatalogGrant grant, QuotaMeter meter, DateTimeOffset now, CancellationToken cancellation)
    {
        // Several meters: the one that will stop the caller first.
        MeterReading? tightest = null;
        foreach (var rule in grant.Quotas)
        {
            var reading = await meter.ReadAsync(rule, now, cancellation);
            tightest = tightest is null || reading.Left < tightest.Left ? reading : tightest;
        }

        return new Protocol.Api.CatalogGrant(
            grant.Operation.ToWire(),
            grant.Agreement.Value,
            grant.Purposes.Select(p => p.ToWire()).ToList(),
            grant.Kinds.Select(k => k.ToWire()).ToList(),
            grant.Obligations.Disclose.Select(d => d.ToWire()).ToList(),
            grant.List is { } list ? new CatalogListLimits(list.Min, list.Max) : null,
            tightest is null ? null : new CatalogQuota(tightest.Rule.Limit, tightest.Left, tightest.Rule.Period.ToWire(), tightest.ResetsAt));
    }
}

/// <summary>Asks Matching about datasets, under a decision like any other request. Thread-safe.</summary>
internal sealed class MatchingClient(IHttpClientFactory clients, IOptionsMonitor<DestinationOptions> destinations, DecisionKeys keys, TimeProvider time)
{
    /// <returns>Null when no replica of Matching answers as it should.</returns>
    public async Task<DatasetList?> ListAsync(Hosting.Decisions.Decision decision, CancellationToken cancellation)
    {
        // A decision can be used once, and the replica before may have used it.
        foreach (var address in destinations.CurrentValue.Matching)
        {
            if (await ListAsync(new Uri(address), Access.DecisionFactory.Again(decision, time.GetUtcNow()), cancellation) is { } list)
            {
                return list;
            }
        }

        return null;
    }

    private async Task<DatasetList?> ListAsync(Uri address, Hosting.Decisions.Decision decision, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, decision.Target));
        request.Headers.Add(PmoHeaders.Decision, keys.For(Api.ApiCalls.Matching).Sign(decision));
        try
        {
            using var client = clients.CreateClient(nameof(MatchingClient));
            using var answer = await client.SendAsync(request, cancellation);
            return answer.IsSuccessStatusCode
                ? await answer.Content.ReadFromJsonAsync<DatasetList>(ApiJson.Options, cancellation)
                : null;
        }
        catch (Exception e) when (e is HttpRequestException or System.Text.Json.JsonException
            || (e is TaskCanceledException && !cancellation.IsCancellationRequested))
        {
            return null;
        }
    }
}
