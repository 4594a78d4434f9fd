using System.Diagnostics;
using System.Text.Json;

namespace Pmo.Gateway.Tests.Audit;

/// <summary>The independent verifier of the log, tests/Interop/tlog/verify.js: Node and its crypto, nothing of ours.</summary>
internal static class Node
{
    /// <returns>Exit code and what it printed.</returns>
    public static async Task<(int Exit, JsonElement Said)> VerifyAsync(Uri prefix, string? key)
    {
        var start = new ProcessStartInfo("node") { UseShellExecute = false, RedirectStandardOutput = true };
        foreach (var argument in (string?[])[Script(), prefix.ToString(), key])
        {
            if (argument is not null)
            {
                start.ArgumentList.Add(argument);
            }
        }

        // Node is part of what CI has; see tests/Interop.
        using var process = Process.Start(start).ShouldNotBeNull();
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, JsonDocument.Parse(output).RootElement);
    }

    private static string Script()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var file = Path.Combine(at.FullName, "tests", "Interop", "tlog", "verify.js");
            if (File.Exists(file))
            {
                return file;
            }
        }

        throw new FileNotFoundException("tests/Interop/tlog/verify.js is not above the tests.");
    }
}
