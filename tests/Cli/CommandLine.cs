namespace Pmo.Cli.Tests;

/// <summary>Runs a command line in this process and keeps what it wrote.</summary>
internal static class CommandLine
{
    public static async Task<Ran> RunAsync(string home, string[] args, CancellationToken cancel = default)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var host = new PmoHost { Environment = name => name == "PMO_HOME" ? home : null };
        var exit = await PmoCommand.InvokeAsync(args, output, error, host, cancel);
        return new Ran(exit, output.ToString(), error.ToString());
    }
}

internal sealed record Ran(int Exit, string Output, string Error);
