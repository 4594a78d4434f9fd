namespace Pmo.Cli.Tests;

/// <summary>Runs a command line in this process and keeps what it wrote.</summary>
internal static class CommandLine
{
    public static Task<Ran> RunAsync(string home, string[] args, CancellationToken cancel = default) => RunAsync(home, args, [], typed: null, cancel);

    /// <param name="home">PMO_HOME.</param>
    /// <param name="args">After <c>pmo</c>.</param>
    /// <param name="environment">Further variables.</param>
    /// <param name="typed">What a person types when asked; null: nobody is there.</param>
    /// <param name="cancel">Ctrl-C.</param>
    public static async Task<Ran> RunAsync(
        string home, string[] args, Dictionary<string, string> environment, string? typed, CancellationToken cancel = default)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var prompt = typed is null ? null : new StringReader(typed);
        var host = new PmoHost { Environment = name => name == "PMO_HOME" ? home : environment.GetValueOrDefault(name), Prompt = prompt };
        var exit = await PmoCommand.InvokeAsync(args, output, error, host, cancel);
        return new Ran(exit, output.ToString(), error.ToString());
    }
}

internal sealed record Ran(int Exit, string Output, string Error);
