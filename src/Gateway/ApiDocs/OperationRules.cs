using System.Text.Json.Nodes;
using Pmo.Gateway.Api;
using Pmo.Protocol.Wire;

namespace Pmo.Gateway.ApiDocs;

/// <summary>What the Gateway asks of a call, in OpenAPI's words.</summary>
internal static class OperationRules
{
    public static JsonObject SecuritySchemes() => new()
    {
        ["dpop"] = new JsonObject
        {
            ["type"] = "http",
            ["scheme"] = "dpop",
            ["description"] = "Access token bound to a key (RFC 9449), from /connect/token by client_credentials with private_key_jwt.",
        },
    };

    public static void Add(JsonObject operation, ApiCall call)
    {
        operation["security"] = new JsonArray(new JsonObject { ["dpop"] = new JsonArray() });
        var parameters = operation["parameters"] as JsonArray ?? [];
        foreach (var (name, required, description) in HeadersOf(call))
        {
            parameters.Add(new JsonObject
            {
                ["name"] = name,
                ["in"] = "header",
                ["required"] = required,
                ["description"] = description,
                ["schema"] = new JsonObject { ["type"] = "string" },
            });
        }

        operation["parameters"] = parameters;
    }

    private static IEnumerable<(string Name, bool Required, string Description)> HeadersOf(ApiCall call)
    {
        yield return (PmoHeaders.Dpop, true, "Proof of possession for this very request.");
        if (call.Kind is CallKind.Open or CallKind.Dataset or CallKind.Charged or CallKind.Question)
        {
            yield return (PmoHeaders.Agreement, true, "Id of the agreement.");
            yield return (PmoHeaders.Purpose, true, "Purpose code.");
        }

        if (call.Kind is CallKind.Open or CallKind.Dataset or CallKind.Commit || (call.Kind is CallKind.Operator or CallKind.Audit && call.Method != "GET"))
        {
            yield return (PmoHeaders.IdempotencyKey, false, "1 to 128 visible ASCII characters; a retry with the same key takes no effect twice.");
        }

        if (call.MediaType is not null)
        {
            yield return (PmoHeaders.ContentDigest, true, "sha-256 of the body (RFC 9530).");
        }

        if (call.Name == "evaluate")
        {
            yield return (PmoHeaders.Session, true, "The check or upload.");
            yield return (PmoHeaders.Part, true, "Number of the part, from 0.");
            yield return (PmoHeaders.Domain, false, "nik or kk; default the session's kind.");
        }
    }
}
