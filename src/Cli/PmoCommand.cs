using System.CommandLine;
using System.CommandLine.Parsing;
using Pmo.Cli.Parsing;
using Pmo.Cli.Screens;
using Pmo.Client.Messages;
using Pmo.Client.Profiles;

namespace Pmo.Cli;

/// <summary>The <c>pmo</c> command, which other programs can run in their own process.</summary>
public static class PmoCommand
{
    /// <summary>Runs one command line.</summary>
    /// <param name="args">As after <c>pmo</c>.</param>
    /// <param name="output">Data.</param>
    /// <param name="error">Progress and diagnostics.</param>
    /// <param name="host">Environment, clock and terminal; without it there is no environment and nobody to ask.</param>
    /// <param name="cancel">As Ctrl-C: exit 7, resumable.</param>
    /// <returns>
    /// 0 ok, 1 internal, 2 usage, 3 invalid data, 4 not allowed, 5 quota, 6 network, 7 interrupted, 8 a match (only with
    /// <c>--fail-on-match</c>). Nothing is thrown.
    /// </returns>
    public static async Task<int> InvokeAsync(
        string[] args, TextWriter output, TextWriter error, PmoHost? host = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(args);
        host ??= new PmoHost();
        var language = GlobalOptions.LanguageOf(args, host.Environment);
        if (ArgumentGuard.HoldsNik(args))
        {
            return Refuse(error, Texts.NikInArguments().In(language));
        }

        try
        {
            return await RunAsync(args, output, error, host, language, cancel);
        }
        catch (OperationCanceledException)
        {
            await error.WriteLineAsync($"pmo: {Texts.Interrupted().In(language)}");
            return ExitCode.Interrupted;
        }
#pragma warning disable CA1031 // the last resort: whatever it is, the user gets one line and the exit code
        catch (Exception e)
#pragma warning restore CA1031
        {
            await error.WriteLineAsync($"pmo: {Texts.Unexpected(CrashLog.Write(e, PmoHome.Find(host.Environment), host.Time)).In(language)}");
            if (host.Environment("PMO_DEBUG") is { Length: > 0 })
            {
                await error.WriteLineAsync(Screen.Plain(e.GetType().FullName!) + Environment.NewLine + e.StackTrace);
            }

            return ExitCode.Internal;
        }
    }

    private static async Task<int> RunAsync(
        string[] args, TextWriter output, TextWriter error, PmoHost host, Language language, CancellationToken cancel)
    {
        var root = Verbs.Create(host, output, error, language);
        var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0)
        {
            foreach (var problem in parsed.Errors)
            {
                await error.WriteLineAsync($"pmo: {Screen.Plain(problem.Message)}");
            }

            return Refuse(error, Texts.SeeHelp(PathOf(parsed.CommandResult)).In(language));
        }

        return await parsed.InvokeAsync(
            new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null },
            cancel);
    }

    // Below a group: 'dataset upload'. Nothing for the root.
    private static string PathOf(CommandResult verb) =>
        verb.Parent is CommandResult above ? $"{PathOf(above)} {verb.Command.Name}" : "";

    private static int Refuse(TextWriter error, string text)
    {
        error.WriteLine($"pmo: {text}");
        return ExitCode.Usage;
    }
}
