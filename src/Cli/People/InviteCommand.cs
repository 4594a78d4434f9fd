using System.CommandLine;
using Pmo.Client.Messages;
using Pmo.Client.People;
using Pmo.Protocol.Api;

namespace Pmo.Cli.People;

/// <summary><c>pmo person invite USERNAME</c>: makes an account and prints its one-time password.</summary>
internal static class InviteCommand
{
    public static Command Create(Language language, Func<ParseResult, Verb> start)
    {
        string T(string id, string en) => language == Language.En ? en : id;
        var command = new Command("invite", T("buat akun; kata sandi sekali pakainya tampil sekali", "make an account; its one-time password is shown once"));
        var userName = new Argument<string>("USERNAME");
        var org = new Option<string>("--org") { Description = T("organisasinya, sebuah mitra", "the organisation, a partner"), Required = true };
        var name = new Option<string>("--name") { Description = T("nama seperti tampil di halaman", "the name that pages show"), Required = true };
        var roles = PersonCommand.Roles();
        command.Arguments.Add(userName);
        command.Options.Add(org);
        command.Options.Add(name);
        command.Options.Add(roles);
        command.SetAction((parsed, cancel) =>
        {
            var verb = start(parsed);
            var request = new PersonInvitationRequest(verb.Required(userName), verb.Required(name), verb.Required(org), verb.Required(roles));
            return verb.WithGatewayAsync(async gateway => PersonView.Print(verb, await new PersonClient(gateway).InviteAsync(request, cancel)));
        });
        return command;
    }
}
