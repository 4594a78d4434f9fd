using System.CommandLine;
using Pmo.Cli.Datasets;
using Pmo.Client.Http;
using Pmo.Client.Messages;

namespace Pmo.Cli.Questions;

/// <summary>Options that go into the query string as they are, beside those that every question has.</summary>
internal sealed class QuestionOptions
{
    private readonly List<Option<string?>> _parameters = [];
    private readonly GrantOptions _grant;

    /// <param name="command">Gets the options.</param>
    /// <param name="language">Of the help.</param>
    /// <param name="parameters">Names as in the query, with what they are.</param>
    public QuestionOptions(Command command, Language language, params (string Name, bool IsRequired, string Id, string En)[] parameters)
    {
        _grant = new GrantOptions(language);
        foreach (var (name, isRequired, id, en) in parameters)
        {
            var option = new Option<string?>("--" + name) { Description = language == Language.En ? en : id, Required = isRequired };
            _parameters.Add(option);
            command.Options.Add(option);
        }

        command.Options.Add(Csv);
        command.Options.Add(_grant.Agreement);
        command.Options.Add(_grant.Purpose);
    }

    public Option<bool> Csv { get; } = new("--csv") { Description = "CSV (stdout)" };

    public GrantOptions Grant => _grant;

    public IReadOnlyList<KeyValuePair<string, string?>> Read(Verb verb) =>
        [.. _parameters.Select(p => KeyValuePair.Create(p.Name.TrimStart('-'), verb.Value(p)))];

    /// <summary>Asks, and shows the answer: as JSON, as CSV, or as tables with what must be said under them.</summary>
    public Task<int> RunAsync<T>(
        Verb verb,
        string operation,
        Func<GatewayClient, Grant, IReadOnlyList<KeyValuePair<string, string?>>, Task<Outcome<T>>> ask,
        Func<T, IReadOnlyList<QuestionTable>> tables,
        Func<T, IEnumerable<Message>> notes,
        CancellationToken cancel) where T : notnull => verb.WithGatewayAsync(async gateway =>
    {
        var (grant, exit) = await _grant.ResolveAsync(verb, gateway, operation, dataset: null, QuestionTexts.NoGrant(operation), cancel);
        if (grant is null)
        {
            return exit;
        }

        if (!(await ask(gateway, grant, Read(verb))).TryGet(out var answer, out var problem))
        {
            return verb.Fail(problem);
        }

        if (verb.Json)
        {
            verb.PrintJson(answer);
        }
        else if (verb.Value(Csv))
        {
            verb.Screen.Output.Write(string.Join("\r\n", tables(answer).Select(t => t.ToCsv())));
        }
        else
        {
            foreach (var table in tables(answer))
            {
                table.Print(verb);
            }

            foreach (var note in notes(answer))
            {
                verb.Screen.Print(note.In(verb.Language));
            }
        }

        return ExitCode.Ok;
    });
}
