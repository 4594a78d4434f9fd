using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Pmo.Protocol.Inputs;

namespace Pmo.Bench.Checks;

/// <summary>What psi.js did, in seconds by the wall clock; beside each its processor time.</summary>
/// <param name="Setup">The server's set-up message over all its records.</param>
/// <param name="Request">The client's request.</param>
/// <param name="Answer">The server's answer to it.</param>
/// <param name="Intersection">The client's reading of both.</param>
/// <param name="Found">Persons in the intersection.</param>
internal sealed record PsiRun(
    double Setup, double SetupCpu, double Request, double RequestCpu, double Answer, double AnswerCpu, double Intersection, double IntersectionCpu, int Found)
{
    private const string Script = "check.cjs";

    /// <summary>All that a check of this client costs but the set-up.</summary>
    public double PerCheck => Request + Answer + Intersection;

    public double PerCheckCpu => RequestCpu + AnswerCpu + IntersectionCpu;

    /// <summary>Why psi.js cannot run here; null if it can.</summary>
    public static string? WhyNot(string folder)
    {
        try
        {
            using var node = Process.Start(new ProcessStartInfo("node", "--version") { RedirectStandardOutput = true, UseShellExecute = false });
            node!.WaitForExit();
        }
        catch (Win32Exception)
        {
            return "Node is missing (install Node 20 or later)";
        }

        return Directory.Exists(Path.Combine(folder, "node_modules", "@openmined", "psi.js"))
            ? null
            : "@openmined/psi.js is missing (npm ci --ignore-scripts --prefix bench/psi)";
    }

    /// <summary>Where <c>package.json</c> and what npm installed are: <c>bench/psi</c> of the checkout, found from the program upwards.</summary>
    public static string Folder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var psi = Path.Combine(folder.FullName, "bench", "psi");
            if (File.Exists(Path.Combine(psi, Script)))
            {
                return psi;
            }
        }

        return Path.Combine(AppContext.BaseDirectory, "psi");
    }

    /// <summary>Runs the whole protocol, server and client, in one Node process.</summary>
    public static async Task<PsiRun> RunAsync(string data, Nik[] records, Nik[] list, CancellationToken cancellation)
    {
        var server = Path.Combine(data, "psi-server.txt");
        var client = Path.Combine(data, "psi-client.txt");
        await File.WriteAllLinesAsync(server, records.Select(n => n.Reveal()), cancellation);
        await File.WriteAllLinesAsync(client, list.Select(n => n.Reveal()), cancellation);
        using var node = Process.Start(new ProcessStartInfo("node", [Path.Combine(Folder(), Script), server, client]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        try
        {
            var output = await node.StandardOutput.ReadToEndAsync(cancellation);
            await node.WaitForExitAsync(cancellation);
            return node.ExitCode == 0 && JsonSerializer.Deserialize<PsiRun>(output, JsonSerializerOptions.Web) is { } run
                ? run
                : throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"psi.js failed: exit {node.ExitCode}."));
        }
        finally
        {
            if (!node.HasExited)
            {
                node.Kill();
            }
        }
    }
}
