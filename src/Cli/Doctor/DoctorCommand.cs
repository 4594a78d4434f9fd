using System.CommandLine;
using Pmo.Client.Doctor;
using Pmo.Client.Messages;

namespace Pmo.Cli.Doctor;

/// <summary><c>pmo doctor</c>: what is wrong between this computer and the gateway, and how to mend it.</summary>
internal static class DoctorCommand
{
    public static Command Create(Language language, Func<ParseResult, Verb> start)
    {
        var command = new Command("doctor", language == Language.En ? "what is wrong and how to mend it" : "apa yang salah dan cara memperbaikinya");
        command.SetAction((parsed, cancel) => RunAsync(start(parsed), cancel));
        return command;
    }

    private static Task<int> RunAsync(Verb verb, CancellationToken cancel) => verb.WithGatewayAsync(async gateway =>
    {
        var (findings, first) = await new Examination(gateway).RunAsync(cancel);
        if (verb.Json)
        {
            verb.PrintJson(findings.Select(f => new Line(f.Check, Name(f.Verdict), f.Text.Code, f.Text.In(verb.Language))).ToList());
        }
        else
        {
            foreach (var finding in findings)
            {
                verb.Screen.Print(Screens.Screen.Plain($"{Mark(finding.Verdict)} {finding.Check}: {finding.Text.In(verb.Language)}"));
            }
        }

        if (first is not null)
        {
            return ExitCode.Of(first.Kind);
        }

        return findings.Any(f => f.Verdict == Verdict.Failed) ? ExitCode.NotAllowed : ExitCode.Ok;
    });

    private static string Mark(Verdict verdict) => verdict switch
    {
        Verdict.Ok => "ok  ",
        Verdict.Warning => "!   ",
        Verdict.Failed => "x   ",
        _ => "-   ",
    };

    private static string Name(Verdict verdict) => verdict switch
    {
        Verdict.Ok => "ok",
        Verdict.Warning => "warning",
        Verdict.Failed => "failed",
        _ => "skipped",
    };

    private sealed record Line(string Check, string Verdict, string Code, string Text);
}
