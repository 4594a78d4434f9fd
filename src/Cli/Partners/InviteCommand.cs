using System.CommandLine;
using Pmo.Cli.Screens;
using Pmo.Client.Messages;
using Pmo.Client.Partners;
using Pmo.Protocol.Api;

namespace Pmo.Cli.Partners;

/// <summary><c>pmo partner invite ORG</c>: prints all that the partner must be told.</summary>
internal static class InviteCommand
{
    public static Command Create(Language language, Func<ParseResult, Verb> start)
    {
        string T(string id, string en) => language == Language.En ? en : id;
        var command = new Command("invite", T("undang organisasi; kodenya tampil sekali", "invite an organisation; the code is shown once"));
        var org = new Argument<string>("ORG");
        var roles = new Option<string[]>("--role") { Description = "csr | dinas | analyst | dpo | operator", Required = true };
        roles.AcceptOnlyFromAmong("csr", "dinas", "analyst", "dpo", "operator");
        var title = new Option<string?>("--title") { Description = T("nama organisasi", "the organisation's name") };
        command.Arguments.Add(org);
        command.Options.Add(roles);
        command.Options.Add(title);
        command.SetAction((parsed, cancel) =>
        {
            var verb = start(parsed);
            return RunAsync(verb, new InvitationRequest(verb.Required(org), verb.Required(roles), verb.Value(title)), cancel);
        });
        return command;
    }

    private static Task<int> RunAsync(Verb verb, InvitationRequest request, CancellationToken cancel) => verb.WithGatewayAsync(async gateway =>
    {
        var partners = new PartnerClient(gateway);
        if (!(await partners.InviteAsync(request, cancel)).TryGet(out var invitation, out var problem))
        {
            return verb.Fail(problem);
        }

        var origin = partners.Place.Gateway.GetLeftPart(UriPartial.Authority);
        var pin = partners.Place.StatementKey;
        if (verb.Json)
        {
            verb.PrintJson(new Invited(invitation.Org, invitation.Code, invitation.ExpiresAt, origin, pin.ToString()));
            return ExitCode.Ok;
        }

        verb.Screen.Print(verb.T("Undangan PMO Gateway", "PMO Gateway invitation"));
        verb.Screen.Print($"gateway: {origin}");
        verb.Screen.Print($"{verb.T("organisasi", "organisation")}: {Screen.Plain(invitation.Org)}");
        verb.Screen.Print($"{verb.T("kode", "code")}: {Screen.Plain(invitation.Code)}");
        verb.Screen.Print($"{verb.T("berlaku sampai", "good until")}: {PartnerView.Time(invitation.ExpiresAt)}");
        verb.Screen.Print($"{verb.T("kunci pernyataan", "statement key")}: {pin}");
        verb.Screen.Print(verb.T("Jalankan, lalu ketik kodenya saat ditanya:", "Run this, and type the code when asked:"));
        verb.Screen.Print($"  pmo enroll --gateway {origin} --org {Screen.Plain(invitation.Org)} --statement-key {pin}");
        verb.Screen.Note(verb.T(
            "Kode hanya tampil sekali ini. Sampaikan kepada orang yang Anda kenal; operator lain menyetujui sidik jari yang mereka bacakan.",
            "The code is shown this once. Give it to a person you know; another operator approves the fingerprint that they read out."));
        return ExitCode.Ok;
    });

    private sealed record Invited(string Org, string Code, DateTimeOffset ExpiresAt, string Gateway, string StatementKey);
}
