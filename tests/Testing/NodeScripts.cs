using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pmo.Testing;

/// <summary>A folder of <c>tests/Interop</c>: scripts for Node with libraries that nobody here wrote, JSON in and JSON out.</summary>
public sealed class NodeScripts(string name)
{
    private readonly string _folder = Find(name);

    /// <summary>Skips the running test if Node or the folder's modules are missing, unless PMO_TEST_REQUIRE lists node: then it fails.</summary>
    public void Require()
    {
        if (File.Exists(Path.Combine(_folder, "package.json")) && !Directory.Exists(Path.Combine(_folder, "node_modules")))
        {
            Requirement.IsMissing("node", $"Modules are missing: npm ci --ignore-scripts --prefix tests/Interop/{name}");
        }

        try
        {
            using var node = Process.Start(new ProcessStartInfo("node", "--version") { UseShellExecute = false, RedirectStandardOutput = true })!;
            node.WaitForExit();
        }
        catch (Win32Exception)
        {
            Requirement.IsMissing("node", "Node is missing.");
        }
    }

    /// <summary>Runs a script to its end.</summary>
    /// <returns>Its answer, null when it failed; and what it said of that.</returns>
    public async Task<(JsonNode? Answer, string Errors)> RunAsync(string script, JsonObject request, CancellationToken cancellation)
    {
        using var node = Process.Start(new ProcessStartInfo("node", script)
        {
            UseShellExecute = false,
            WorkingDirectory = _folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        try
        {
            await node.StandardInput.WriteAsync(request.ToJsonString(JsonSerializerOptions.Default));
            node.StandardInput.Close();
            var errors = node.StandardError.ReadToEndAsync(cancellation);
            var answer = await node.StandardOutput.ReadToEndAsync(cancellation);
            await node.WaitForExitAsync(cancellation);
            return (node.ExitCode == 0 ? JsonNode.Parse(answer) : null, await errors);
        }
        catch (OperationCanceledException)
        {
            node.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static string Find(string name)
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var folder = Path.Combine(at.FullName, "tests", "Interop", name);
            if (Directory.Exists(folder))
            {
                return folder;
            }
        }

        throw new DirectoryNotFoundException($"tests/Interop/{name} is not above the tests.");
    }
}
