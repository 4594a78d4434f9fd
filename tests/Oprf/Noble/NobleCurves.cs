using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pmo.Oprf.Tests.Noble;

/// <summary>@noble/curves in Node, which nobody here wrote, as the other side of the protocol.</summary>
internal static class NobleCurves
{
    /// <summary>Skips the test if Node or its modules are missing, unless PMO_TEST_REQUIRE lists node: then it fails.</summary>
    public static void Require()
    {
        if (!Directory.Exists(Path.Combine(Folder(), "node_modules")))
            Requirement.IsMissing("node", "@noble/curves is missing: npm ci --ignore-scripts --prefix tests/Interop/noble");
        try
        {
            using var node = Process.Start(new ProcessStartInfo("node", "--version") { UseShellExecute = false, RedirectStandardOutput = true })!;
            node.WaitForExit();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Requirement.IsMissing("node", "Node is missing.");
        }
    }

    /// <summary>Asks for one step; null if the other side refuses.</summary>
    public static async Task<JsonNode?> Ask(string side, JsonObject request)
    {
        request["side"] = side;
        using var node = Process.Start(new ProcessStartInfo("node", "voprf.js")
        {
            UseShellExecute = false,
            WorkingDirectory = Folder(),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        await node.StandardInput.WriteAsync(request.ToJsonString(JsonSerializerOptions.Default));
        node.StandardInput.Close();
        var errors = node.StandardError.ReadToEndAsync();
        string answer = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        await errors;
        return node.ExitCode == 0 ? JsonNode.Parse(answer) : null;
    }

    public static JsonArray Hex(byte[] joined, int size) =>
        [.. joined.Chunk(size).Select(part => JsonValue.Create(Convert.ToHexStringLower(part)))];

    public static byte[] Bytes(JsonNode? array) => [.. array!.AsArray().SelectMany(hex => Convert.FromHexString(hex!.GetValue<string>()))];

    private static string Folder()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            string folder = Path.Combine(at.FullName, "tests", "Interop", "noble");
            if (Directory.Exists(folder))
                return folder;
        }
        throw new DirectoryNotFoundException("tests/Interop/noble is not above the tests.");
    }
}
