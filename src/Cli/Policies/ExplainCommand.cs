using System.CommandLine;
using Pmo.Agreements;
using Pmo.Cli.Screens;
using Pmo.Client.Messages;

namespace Pmo.Cli.Policies;

/// <summary>
/// <c>pmo policy explain</c>: may X do Y for Z, and why. Exit 0 when it is allowed, 4 when not. With <c>--text ID</c>: an agreement in
/// plain sentences.
/// </summary>
internal static class ExplainCommand
{
    public static Command Create(Language language, Func<ParseResult, Verb> start)
    {
        string T(string id, string en) => language == Language.En ? en : id;
        var command = new Command("explain", T("bolehkah X melakukan Y, dan mengapa", "may X do Y, and why"));
        var folder = PolicyFolder.Argument(language);
        var text = new Option<string?>("--text") { Description = T("sebuah perjanjian dalam kalimat biasa", "an agreement in plain sentences") };
        command.Arguments.Add(folder);
        command.Options.Add(text);
        var options = new QuestionOptions(command, language);
        command.SetAction((parsed, cancel) =>
        {
            var verb = start(parsed);
            return Task.FromResult(Run(verb, verb.Required(folder), verb.Value(text), options, cancel));
        });
        return command;
    }

    private static int Run(Verb verb, string directory, string? text, QuestionOptions options, CancellationToken cancel)
    {
        var problem = default(Message);
        var question = text is null ? options.Read(verb, out problem) : null;
        if (text is null && question is null)
        {
            return verb.Fail(problem);
        }

        if (PolicyFolder.Open(verb, directory, cancel) is not { } set)
        {
            return ExitCode.InvalidData;
        }

        return text is null ? Answer(verb, set.Explain(question!)) : Say(verb, set, text);
    }

    private static int Say(Verb verb, PolicySet set, string id)
    {
        if (set.TextOf(id) is not { } lines)
        {
            return verb.Fail(PolicyTexts.Unknown(id, set.Agreements.Select(agreement => agreement.Id.Value)));
        }

        if (verb.Json)
        {
            verb.PrintJson(new { agreement = id, text = lines.Select(line => verb.T(line.Id, line.En)).ToList() });
            return ExitCode.Ok;
        }

        foreach (var line in lines)
        {
            verb.Screen.Print(Screen.Plain(verb.T(line.Id, line.En)));
        }

        return ExitCode.Ok;
    }

    private static int Answer(Verb verb, IReadOnlyList<PolicyAnswer> answers)
    {
        var shown = answers.Select(answer => AnswerView.Of(answer, verb)).ToList();
        var allowed = shown.Any(answer => answer.Allowed);
        if (verb.Json)
        {
            verb.PrintJson(new { allowed, answers = shown });
        }
        else
        {
            foreach (var answer in shown)
            {
                Print(verb, answer);
            }
        }

        return allowed ? ExitCode.Ok : ExitCode.NotAllowed;
    }

    private static void Print(Verb verb, AnswerView answer)
    {
        void Line(string id, string en, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                verb.Screen.Print(Screen.Plain($"  {verb.T(id, en)}: {value}"));
            }
        }

        var mark = answer.Allowed ? verb.T("boleh", "allowed") : verb.T("tidak boleh", "not allowed");
        verb.Screen.Print(Screen.Plain($"{answer.Agreement ?? "-"}: {mark}"));
        Line("aturan", "rule", answer.Rule);
        Line("alasan", "reason", $"{answer.Code}: {answer.Reason}{(answer.Detail is null ? "" : $" ({answer.Detail})")}");
        Line("tujuan", "purpose", answer.Purpose);
        Line("syarat", "terms", answer.Allowed ? answer.Decision : null);
    }

    private sealed record AnswerView(
        string? Agreement, string? Purpose, bool Allowed, string Code, string Reason, string? Detail, string? Rule, string Decision)
    {
        public static AnswerView Of(PolicyAnswer answer, Verb verb)
        {
            var decision = answer.Decision;
            var text = ReasonTexts.Of(decision.Reason);
            return new(
                answer.Agreement, answer.Purpose, decision.Allowed, decision.Reason.ToWire(), verb.T(text.Id, text.En),
                decision.Detail is { } detail ? verb.T(detail.Id, detail.En) : null, decision.Rule?.ToString(), DecisionChange.Render(decision));
        }
    }
}
