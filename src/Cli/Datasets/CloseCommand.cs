using System.CommandLine;
using Pmo.Cli.Screens;
using Pmo.Client.Datasets;
using Pmo.Client.Messages;

namespace Pmo.Cli.Datasets;

/// <summary><c>pmo dataset close ID</c>: takes a dataset out of all checks. Asks first.</summary>
internal static class CloseCommand
{
    public static Command Create(Language language, Func<ParseResult, Verb> start)
    {
        var command = new Command("close", language == Language.En ? "close a dataset" : "tutup sebuah dataset");
        var id = new Argument<string>("ID");
        var yes = new Option<bool>("--yes") { Description = language == Language.En ? "do not ask" : "tanpa bertanya" };
        var grant = new GrantOptions(language);
        command.Arguments.Add(id);
        command.Options.Add(yes);
        command.Options.Add(grant.Agreement);
        command.Options.Add(grant.Purpose);
        command.SetAction(async (parsed, cancel) =>
        {
            var verb = start(parsed);
            var dataset = verb.Required(id);
            return verb.Value(yes) || await AskAsync(verb, dataset, cancel) ? await RunAsync(verb, dataset, grant, cancel) : Refuse(verb);
        });
        return command;
    }

    private static async Task<bool> AskAsync(Verb verb, string dataset, CancellationToken cancel)
    {
        if (verb.Host.Prompt is not { } prompt)
        {
            return false;
        }

        await verb.Screen.Error.WriteAsync(verb.T(
            $"Tutup dataset {dataset}? Barisnya tidak lagi diperiksa siapa pun. Ketik nama dataset untuk melanjutkan: ",
            $"Close dataset {dataset}? Its rows will be in no check any more. Type its name to go on: "));
        return (await prompt.ReadLineAsync(cancel))?.Trim() == dataset;
    }

    private static int Refuse(Verb verb) => verb.Fail(
        new Message(
            "not_confirmed",
            "Tidak ditutup. Tanpa terminal, tambahkan --yes.",
            "Not closed. Without a terminal, add --yes."),
        ExitCode.Usage);

    private static Task<int> RunAsync(Verb verb, string dataset, GrantOptions options, CancellationToken cancel) => verb.WithGatewayAsync(async gateway =>
    {
        var (grant, exit) = await options.ResolveAsync(verb, gateway, dataset, cancel);
        if (grant is null)
        {
            return exit;
        }

        if (!(await new DatasetClient(gateway).CloseAsync(dataset, grant, cancel)).TryGet(out var receipt, out var problem))
        {
            return verb.Fail(problem);
        }

        if (verb.Json)
        {
            verb.PrintJson(new Closed(dataset, "closed", receipt));
        }
        else
        {
            verb.Screen.Print(verb.T($"Ditutup: {dataset}. Bukti: {Screen.Plain(receipt)}", $"Closed: {dataset}. Receipt: {Screen.Plain(receipt)}"));
        }

        return ExitCode.Ok;
    });

    private sealed record Closed(string Dataset, string State, string Receipt);
}
