using System.CommandLine;
using Pmo.Cli.Partners;
using Pmo.Cli.Screens;
using Pmo.Client.Messages;
using Pmo.Client.People;

namespace Pmo.Cli.People;

/// <summary><c>pmo person list</c>: one line for each person.</summary>
internal static class PersonListCommand
{
    public static Command Create(Language language, Func<ParseResult, Verb> start)
    {
        string T(string id, string en) => language == Language.En ? en : id;
        var command = new Command("list", T("semua orang yang punya akun", "all people who have an account"));
        var org = new Option<string?>("--org") { Description = T("hanya organisasi ini", "of this organisation only") };
        command.Options.Add(org);
        command.SetAction((parsed, cancel) =>
        {
            var verb = start(parsed);
            return RunAsync(verb, verb.Value(org), cancel);
        });
        return command;
    }

    private static Task<int> RunAsync(Verb verb, string? org, CancellationToken cancel) => verb.WithGatewayAsync(async gateway =>
    {
        if (!(await new PersonClient(gateway).ListAsync(org, cancel)).TryGet(out var list, out var problem))
        {
            return verb.Fail(problem);
        }

        if (verb.Json)
        {
            verb.PrintJson(list.People);
            return ExitCode.Ok;
        }

        var table = Screen.NewTable(
            verb.T("nama pengguna", "user name"), verb.T("nama", "name"), verb.T("organisasi", "organisation"), verb.T("peran", "roles"),
            verb.T("keadaan", "state"), verb.T("autentikator", "authenticator"), verb.T("terakhir masuk", "last sign-in"));
        foreach (var person in list.People)
        {
            Screen.AddRow(
                table, person.UserName, person.DisplayName, person.Org, string.Join(", ", person.Roles), person.State, PersonView.YesNo(verb, person.SecondFactor),
                PartnerView.Time(person.LastSignInAt) ?? "-");
        }

        verb.Screen.Print(table);
        return ExitCode.Ok;
    });
}
