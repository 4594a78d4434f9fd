using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;
using Pmo.Gateway.Api;
using Pmo.Gateway.Forwarding;
using Pmo.Hosting.Problems;

namespace Pmo.Gateway.ApiDocs;

/// <summary>
/// Merges what the services say of themselves into one OpenAPI 3.1 document, keeps what the API's table lets through, and adds what the Gateway asks
/// of every call. A service that does not answer is left out and named.
/// </summary>
internal sealed class OpenApiMerger(
    IHttpClientFactory clients, IOptionsMonitor<DestinationOptions> destinations, [FromKeyedServices("v1")] IOpenApiDocumentProvider own)
{
    public async Task<JsonNode> MergeAsync(CancellationToken cancellation)
    {
        var paths = new JsonObject();
        var schemas = new JsonObject();
        var missing = new List<string>();
        await using (var text = new StringWriter())
        {
            var document = await own.GetOpenApiDocumentAsync(cancellation);
            document.SerializeAsV31(new OpenApiJsonWriter(text));
            Take(JsonNode.Parse(text.ToString())!, paths, schemas);
        }

        // Identity says by its own standard, RFC 8414, at /.well-known what it does beside the API.
        foreach (var (name, addresses) in destinations.CurrentValue.ByName)
        {
            if (await FetchAsync(addresses, cancellation) is { } document)
            {
                Take(document, paths, schemas);
            }
            else
            {
                missing.Add(name);
            }
        }

        return new JsonObject
        {
            ["openapi"] = "3.1.1",
            ["info"] = new JsonObject
            {
                ["title"] = "PMO Gateway",
                ["version"] = "v1",
                ["description"] = missing.Count == 0
                    ? "Every call: Authorization: DPoP <access token>, and a DPoP proof (RFC 9449)."
                    : $"Incomplete: no answer from {string.Join(", ", missing)}.",
            },
            ["paths"] = paths,
            ["components"] = new JsonObject { ["schemas"] = schemas, ["securitySchemes"] = OperationRules.SecuritySchemes() },
        };
    }

    private async Task<JsonNode?> FetchAsync(IEnumerable<string> replicas, CancellationToken cancellation)
    {
        foreach (var address in replicas)
        {
            if (await FetchAsync(address, cancellation) is { } document)
            {
                return document;
            }
        }

        return null;
    }

    private async Task<JsonNode?> FetchAsync(string address, CancellationToken cancellation)
    {
        try
        {
            using var client = clients.CreateClient(nameof(Catalog.MatchingClient));
            return JsonNode.Parse(await client.GetStringAsync(new Uri(new Uri(address), "/openapi/v1.json"), cancellation));
        }
        catch (Exception e) when (e is HttpRequestException or JsonException || (e is TaskCanceledException && !cancellation.IsCancellationRequested))
        {
            return null;
        }
    }

    private static void Take(JsonNode document, JsonObject paths, JsonObject schemas)
    {
        foreach (var (path, item) in document["paths"]?.AsObject() ?? [])
        {
            foreach (var (method, operation) in item!.AsObject())
            {
                var call = ApiCalls.All.FirstOrDefault(c => Shape(c.Path) == Shape(path) && c.Method.Equals(method, StringComparison.OrdinalIgnoreCase));
                if (operation is not JsonObject || call is null)
                {
                    continue;
                }

                var copy = operation.DeepClone().AsObject();
                OperationRules.Add(copy, call);
                (paths[path] ??= new JsonObject())[method] = copy;
            }
        }

        foreach (var (name, schema) in document["components"]?["schemas"]?.AsObject() ?? [])
        {
            schemas[name] = name == ErrorCodeDescriber.Schema ? Union(schemas[name], schema) : schema?.DeepClone();
        }
    }

    // Each service names the codes that it answers; the API answers them all.
    private static JsonNode Union(JsonNode? before, JsonNode? more)
    {
        var union = more!.DeepClone();
        var codes = (before?["examples"]?.AsArray() ?? []).Concat(more["examples"]!.AsArray()).Select(c => c!.GetValue<string>());
        union["examples"] = new JsonArray([.. codes.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(c => (JsonNode)JsonValue.Create(c))]);
        return union;
    }

    // Services name the parts of a path as they like; where they stand is what counts.
    private static string Shape(string path) =>
        string.Join('/', path.Split('/').Select(part => part.StartsWith('{') ? "{}" : part));
}
