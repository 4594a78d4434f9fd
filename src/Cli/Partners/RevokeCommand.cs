using System.CommandLine;
using Pmo.Client.Messages;
using Pmo.Client.Partners;

namespace Pmo.Cli.Partners;

/// <summary><c>pmo partner revoke ORG</c>: its keys never come back. Asks first.</summary>
internal static class RevokeCommand
{
    public static Command Create(Language language, Func<ParseResult, Verb> start)
    {
        string T(string id, string en) => language == Language.En ? en : id;
        var command = new Command("revoke", T("cabut undangan atau semua kunci mitra untuk seterusnya", "revoke an invitation, or all keys of a partner for good"));
        var org = new Argument<string>("ORG");
        var yes = new Option<bool>("--yes") { Description = T("tanpa bertanya", "do not ask") };
        command.Arguments.Add(org);
        command.Options.Add(yes);
        command.SetAction(async (parsed, cancel) =>
        {
            var verb = start(parsed);
            var partner = verb.Required(org);
            var question = verb.T($"Cabut {partner}? Kuncinya tidak dapat dipakai lagi.", $"Revoke {partner}? Its keys can never be used again.");
            return !verb.Value(yes) && await Confirmation.AskAsync(verb, question, partner, "--yes", cancel) is { } exit
                ? exit
                : await verb.WithGatewayAsync(async gateway => PartnerView.Print(verb, await new PartnerClient(gateway).RevokeAsync(partner, cancel)));
        });
        return command;
    }
}
