using System.CommandLine;
using Pmo.Client.Http;
using Pmo.Client.Messages;
using Pmo.Client.Partners;
using Pmo.Protocol.Api;

namespace Pmo.Cli.Partners;

/// <summary><c>pmo partner …</c>: who may call the gateway; for operators.</summary>
internal static class PartnerCommand
{
    public static Command Create(Language language, Func<ParseResult, Verb> start)
    {
        string T(string id, string en) => language == Language.En ? en : id;
        var reason = new Option<string>("--reason") { Description = T("alasan, untuk operator dan DPO", "why, for operators and DPOs"), Required = true };
        var suspend = Act(
            "suspend", T("tangguhkan mitra, seketika", "keep a partner out, at once"), start,
            (partners, org, verb, cancel) => partners.SuspendAsync(org, verb.Required(reason), cancel));
        suspend.Options.Add(reason);
        return new Command("partner", T("mitra: undang, setujui, tangguhkan (operator)", "partners: invite, approve, suspend (operators)"))
        {
            InviteCommand.Create(language, start),
            PartnerListCommand.Create(language, start),
            Act("show", T("tampilkan satu mitra", "show one partner"), start, (partners, org, _, cancel) => partners.ShowAsync(org, cancel)),
            ApproveCommand.Create(language, start),
            suspend,
            Act("restore", T("pulihkan mitra; oleh operator lain daripada yang menangguhkan", "let it in again; by another operator than the one who suspended"), start,
                (partners, org, _, cancel) => partners.RestoreAsync(org, cancel)),
            RevokeCommand.Create(language, start),
        };
    }

    private static Command Act(
        string name, string description, Func<ParseResult, Verb> start,
        Func<PartnerClient, string, Verb, CancellationToken, Task<Outcome<PartnerInfo>>> act)
    {
        var command = new Command(name, description);
        var org = new Argument<string>("ORG");
        command.Arguments.Add(org);
        command.SetAction((parsed, cancel) =>
        {
            var verb = start(parsed);
            return verb.WithGatewayAsync(async gateway => PartnerView.Print(verb, await act(new PartnerClient(gateway), verb.Required(org), verb, cancel)));
        });
        return command;
    }
}
