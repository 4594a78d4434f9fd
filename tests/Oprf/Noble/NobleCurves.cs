using System.Text.Json.Nodes;
using Pmo.Testing;

namespace Pmo.Oprf.Tests.Noble;

/// <summary>@noble/curves in Node, which nobody here wrote, as the other side of the protocol.</summary>
internal static class NobleCurves
{
    private static readonly NodeScripts Scripts = new("noble");

    /// <summary>Skips the test if Node or its modules are missing, unless PMO_TEST_REQUIRE lists node: then it fails.</summary>
    public static void Require() => Scripts.Require();

    /// <summary>Asks for one step; null if the other side refuses.</summary>
    public static async Task<JsonNode?> Ask(string side, JsonObject request)
    {
        request["side"] = side;
        return (await Scripts.RunAsync("voprf.js", request, TestContext.Current.CancellationToken)).Answer;
    }

    public static JsonArray Hex(byte[] joined, int size) =>
        [.. joined.Chunk(size).Select(part => JsonValue.Create(Convert.ToHexStringLower(part)))];

    public static byte[] Bytes(JsonNode? array) => [.. array!.AsArray().SelectMany(hex => Convert.FromHexString(hex!.GetValue<string>()))];
}
