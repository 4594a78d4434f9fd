using Pmo.Cli.Datasets;
using Pmo.Client.Datasets;
using Pmo.Protocol.Api;

namespace Pmo.Cli.Questions;

/// <summary><c>pmo coverage --register R --refs none</c>: the own register's persons to whom nobody delivers, by their refs.</summary>
internal static class UnreachedRefs
{
    // What goes with a list of persons; the rest is about counts.
    private static readonly string[] Taken = ["register", "refs"];

    public static Task<int> RunAsync(Verb verb, QuestionOptions options, CancellationToken cancel) => verb.WithGatewayAsync(async gateway =>
    {
        var parameters = options.Read(verb).Where(p => !string.IsNullOrEmpty(p.Value)).ToDictionary(p => p.Key, p => p.Value!, StringComparer.Ordinal);
        if (parameters["refs"] != "none" || parameters.Keys.Except(Taken, StringComparer.Ordinal).Any())
        {
            return verb.Fail(QuestionTexts.RefsAlone(), ExitCode.Usage);
        }

        var register = parameters["register"];
        var (grant, exit) = await options.Grant.ResolveAsync(verb, gateway, "duplicates", register, QuestionTexts.NoGrant("duplicates"), cancel);
        if (grant is null)
        {
            return exit;
        }

        if (!(await new DatasetClient(gateway).AllUnreachedAsync(register, grant, cancel)).TryGet(out var page, out var problem))
        {
            return verb.Fail(problem);
        }

        Print(verb, page, verb.Value(options.Csv));
        return ExitCode.Ok;
    });

    private static void Print(Verb verb, DuplicatesPage page, bool isCsv)
    {
        if (verb.Json)
        {
            verb.PrintJson(page);
            return;
        }

        if (isCsv)
        {
            verb.Screen.Output.Write(DuplicatesCsv.Text(page, verb.Language));
            return;
        }

        DuplicatesCommand.PrintPersons(verb, page);
        verb.Screen.Print(verb.T(
            $"{page.Rows} orang: {page.Persons.Count} tidak tercatat menerima bantuan di dataset ini.",
            $"{page.Rows} persons: {page.Persons.Count} to whom these datasets know of no delivery."));
        verb.Screen.Print(verb.T($"Kuota terpakai {page.Charged}.", $"Charged {page.Charged}."));
        verb.Screen.Print(QuestionTexts.NoneMeans().In(verb.Language));
    }
}
