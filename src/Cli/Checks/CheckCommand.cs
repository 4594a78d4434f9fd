using System.CommandLine;
using Pmo.Client.Checks;
using Pmo.Client.Http;
using Pmo.Client.Lists;
using Pmo.Client.Messages;
using Pmo.Client.Niks;
using Pmo.Cli.Screens;
using Pmo.Protocol.Api;
using Pmo.Protocol.Inputs;

namespace Pmo.Cli.Checks;

/// <summary><c>pmo check FILE</c>: which persons of a list are on others' lists too.</summary>
internal static class CheckCommand
{
    public static Command Create(Language language, Func<ParseResult, Verb> start)
    {
        var command = new Command("check", language == Language.En ? "check a list for overlap" : "periksa tumpang tindih sebuah daftar");
        var options = new CheckOptions(language);
        options.AddTo(command);
        command.SetAction((parsed, cancel) => RunAsync(start(parsed), options, cancel));
        return command;
    }

    private static async Task<int> RunAsync(Verb verb, CheckOptions options, CancellationToken cancel)
    {
        var path = verb.Required(options.File);
        if (verb.OpenList(path, verb.Value(options.Sheet), out var exit, cancel) is not { } list)
        {
            return exit;
        }

        var target = verb.Value(options.Out) ?? (verb.Json ? null : ListCopy.DefaultTarget(list));
        if (verb.Json && target == "-")
        {
            return verb.Fail(CheckTexts.TwoOnStdout());
        }

        // Known before any quota is spent.
        if (target is not null && !verb.Value(options.DryRun) && ListCopy.Refuse(list, target, verb.Value(options.Force)) is { } refusal)
        {
            return verb.Fail(refusal);
        }

        var name = verb.Value(options.Column);
        NikColumns columns;
        if (!(verb.Value(options.Kind) == IdentityKind.Kk.Name
                ? NikColumns.TryFindCards(list.Headers, name, out columns, out var problem)
                : NikColumns.TryFind(list.Headers, name, out columns, out problem)))
        {
            return verb.Fail(problem);
        }

        list.Use(columns.All);
        if (!NikSurvey.TryRead(list, columns, out var survey, out problem, cancel))
        {
            return verb.Fail(problem);
        }

        CheckNotes.Before(verb.Screen, list, survey, cancel);
        if (survey.Stop is { } stop)
        {
            return verb.Fail(stop, ExitCode.InvalidData);
        }

        if (verb.Value(options.DryRun))
        {
            return CheckNotes.DryRun(verb, survey);
        }

        Garbage.GiveBack();
        return await verb.WithGatewayAsync(gateway => SendAsync(verb, options, gateway, new CheckedList(list, survey), target, cancel));
    }

    private static async Task<int> SendAsync(
        Verb verb, CheckOptions options, GatewayClient gateway, CheckedList list, string? target, CancellationToken cancel)
    {
        var order = new CheckOrder(
            new Grant(verb.Required(options.Agreement), verb.Required(options.Purpose)),
            list.Digest(),
            verb.Value(options.Dataset) is { Length: > 0 } datasets ? datasets : null,
            list.Survey.Columns.Kind);
        var runner = new CheckRunner(gateway, verb.Home);
        var resume = verb.Value(options.Resume);
        if (resume != runner.HasUnfinished(order))
        {
            verb.Screen.Note(CheckTexts.Unfinished(resume).In(verb.Language));
        }

        Outcome<CheckAnswer> outcome;
        try
        {
            outcome = await SessionBar.RunAsync(
                verb.Screen, verb.Host.Time, progress => runner.RunAsync(order, list.Persons, resume, progress, cancel));
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return verb.Fail(CheckTexts.Interrupted(list.File.Path), ExitCode.Interrupted);
        }

        if (!outcome.TryGet(out var answer, out var problem))
        {
            var exit = verb.Fail(problem);
            if (problem.Kind == FailureKind.Network && runner.HasUnfinished(order))
            {
                verb.Screen.Note(CheckTexts.CanResume(list.File.Path).In(verb.Language));
            }

            return exit;
        }

        Garbage.GiveBack();
        var written = CheckReport.Write(verb, list, answer, target, verb.Value(options.Force), cancel);
        if (written == ExitCode.Ok)
        {
            runner.Complete(order);
        }

        return written == ExitCode.Ok && verb.Value(options.FailOnMatch) && answer.Results.Any(r => r.Status == CheckResult.Match) ? ExitCode.Match : written;
    }
}
