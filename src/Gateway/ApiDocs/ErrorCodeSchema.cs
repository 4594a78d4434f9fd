using System.Text.Json.Nodes;
using Pmo.Gateway.Access;
using Pmo.Gateway.Idempotency;
using Pmo.Gateway.Requests;
using Pmo.Gateway.Sessions;
using Pmo.Gateway.Tokens;
using Pmo.Hosting.Decisions;
using Pmo.Hosting.Problems;

namespace Pmo.Gateway.ApiDocs;

/// <summary>The codes of errors that the Gateway itself answers, as a schema; services list theirs in docs/errors.md.</summary>
internal static class ErrorCodeSchema
{
    public static IEnumerable<ErrorCode> Codes =>
    [
        .. CommonErrors.All, .. DecisionErrors.All, .. TokenErrors.All, .. RequestErrors.All, .. AccessErrors.All, .. SessionErrors.All,
        .. IdempotencyErrors.All,
    ];

    public static JsonNode Make() => new JsonObject
    {
        ["type"] = "string",
        ["description"] = "Stable codes of problem details that the Gateway answers. The full list with remedies: docs/errors.md.",
        ["examples"] = new JsonArray(Codes.Select(c => c.Code).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(c => (JsonNode)JsonValue.Create(c)).ToArray()),
    };
}
