using System.CommandLine;
using Pmo.Client.Messages;
using Pmo.Client.People;

namespace Pmo.Cli.People;

/// <summary><c>pmo person …</c>: who may sign in; for operators.</summary>
internal static class PersonCommand
{
    public static Command Create(Language language, Func<ParseResult, Verb> start)
    {
        string T(string id, string en) => language == Language.En ? en : id;
        var secondFactor = new Option<bool>("--second-factor")
        {
            Description = T("aplikasi autentikator juga dipasang ulang", "the authenticator app is set up anew as well"),
        };
        var reset = Act("reset", T("beri kata sandi sekali pakai baru; sesinya berakhir", "give a new one-time password; sessions end"), start, secondFactor,
            async (people, name, verb, cancel) => PersonView.Print(verb, await people.ResetAsync(name, verb.Value(secondFactor), cancel)));
        var reason = new Option<string?>("--reason") { Description = T("alasan, untuk operator dan DPO", "why, for operators and DPOs") };
        var suspend = Act("suspend", T("tangguhkan orang, seketika", "keep a person out, at once"), start, reason,
            async (people, name, verb, cancel) => PersonView.Print(verb, await people.SuspendAsync(name, verb.Value(reason), cancel)));
        var restore = Act("restore", T("pulihkan orang yang ditangguhkan", "let a suspended person in again"), start, option: null,
            async (people, name, verb, cancel) => PersonView.Print(verb, await people.RestoreAsync(name, cancel)));
        var role = Roles();
        var roles = Act("roles", T("ganti semua perannya; sesinya berakhir", "replace all roles; sessions end"), start, role,
            async (people, name, verb, cancel) => PersonView.Print(verb, await people.AssignRolesAsync(name, verb.Required(role), cancel)));
        return new Command("person", T("orang: undang, atur ulang, tangguhkan (operator)", "people: invite, reset, suspend (operators)"))
        {
            InviteCommand.Create(language, start), PersonListCommand.Create(language, start), reset, suspend, restore, roles,
        };
    }

    /// <summary>What a person may be; the gateway says who does not become an operator.</summary>
    public static Option<string[]> Roles()
    {
        var roles = new Option<string[]>("--role") { Description = "csr | dinas | analyst | dpo", Required = true };
        roles.AcceptOnlyFromAmong("csr", "dinas", "analyst", "dpo", "operator");
        return roles;
    }

    private static Command Act(
        string name, string description, Func<ParseResult, Verb> start, Option? option, Func<PersonClient, string, Verb, CancellationToken, Task<int>> act)
    {
        var command = new Command(name, description);
        var userName = new Argument<string>("USERNAME");
        command.Arguments.Add(userName);
        if (option is not null)
        {
            command.Options.Add(option);
        }

        command.SetAction((parsed, cancel) =>
        {
            var verb = start(parsed);
            return verb.WithGatewayAsync(gateway => act(new PersonClient(gateway), verb.Required(userName), verb, cancel));
        });
        return command;
    }
}
