using System.CommandLine;
using Pmo.Cli.Screens;
using Pmo.Client.Messages;
using Pmo.Client.Partners;
using Pmo.Protocol.Keys;

namespace Pmo.Cli.Partners;

/// <summary><c>pmo partner approve ORG</c>: lets the key in whose fingerprint the partner read out.</summary>
internal static class ApproveCommand
{
    public static Command Create(Language language, Func<ParseResult, Verb> start)
    {
        string T(string id, string en) => language == Language.En ? en : id;
        var command = new Command("approve", T("setujui kunci yang menunggu; oleh operator lain daripada yang mengundang", "let the waiting key in; by another operator than the one who invited"));
        var org = new Argument<string>("ORG");
        var fingerprint = new Option<string?>("--fingerprint")
        {
            Description = T("yang dibacakan mitra (sha256:…); tanpa ini ditampilkan dan ditanyakan", "as the partner read it out (sha256:…); without it, it is shown and asked"),
        };
        command.Arguments.Add(org);
        command.Options.Add(fingerprint);
        command.SetAction((parsed, cancel) =>
        {
            var verb = start(parsed);
            return RunAsync(verb, verb.Required(org), verb.Value(fingerprint)?.Replace(" ", "", StringComparison.Ordinal), cancel);
        });
        return command;
    }

    private static Task<int> RunAsync(Verb verb, string org, string? fingerprint, CancellationToken cancel) => verb.WithGatewayAsync(async gateway =>
    {
        var partners = new PartnerClient(gateway);
        if (fingerprint is null)
        {
            if (!(await partners.ShowAsync(org, cancel)).TryGet(out var partner, out var problem))
            {
                return verb.Fail(problem);
            }

            if (!KeyFingerprint.TryParse(partner.Fingerprint, out var waiting))
            {
                return verb.Fail(
                    new Message(
                        "nothing_waits",
                        $"Tidak ada kunci yang menunggu; keadaan: {partner.State}.",
                        $"No key waits; the state is: {partner.State}."));
            }

            verb.Screen.Error.WriteLine(Screen.Plain($"{partner.Org}: {waiting.ToGroups()}"));
            var question = verb.T("Apakah mitra membacakan sidik jari yang sama, huruf demi huruf?", "Did the partner read out the same fingerprint, letter by letter?");
            if (await Confirmation.AskAsync(verb, question, org, "--fingerprint", cancel) is { } exit)
            {
                return exit;
            }

            fingerprint = waiting.ToString();
        }

        return PartnerView.Print(verb, await partners.ApproveAsync(org, fingerprint, cancel));
    });
}
