using System.CommandLine;
using Pmo.Cli.Screens;
using Pmo.Client.Messages;
using Pmo.Client.Partners;

namespace Pmo.Cli.Partners;

/// <summary><c>pmo partner list</c>: one line for each machine, and for each key or invitation that waits.</summary>
internal static class PartnerListCommand
{
    public static Command Create(Language language, Func<ParseResult, Verb> start)
    {
        var command = new Command("list", language == Language.En ? "all partners" : "semua mitra");
        command.SetAction((parsed, cancel) => RunAsync(start(parsed), cancel));
        return command;
    }

    private static Task<int> RunAsync(Verb verb, CancellationToken cancel) => verb.WithGatewayAsync(async gateway =>
    {
        if (!(await new PartnerClient(gateway).ListAsync(cancel)).TryGet(out var list, out var problem))
        {
            return verb.Fail(problem);
        }

        if (verb.Json)
        {
            verb.PrintJson(list.Partners);
            return ExitCode.Ok;
        }

        var table = Screen.NewTable(
            verb.T("mitra", "partner"), verb.T("keadaan", "state"), "client", verb.T("peran", "roles"), verb.T("sidik jari", "fingerprint"),
            verb.T("kunci diganti", "key replaced"));
        foreach (var partner in list.Partners)
        {
            if (partner.State is "invited" or "waiting" || partner.Clients.Count == 0)
            {
                Screen.AddRow(table, partner.Org, partner.State, partner.ClientId ?? "-", Join(partner.Roles ?? []), partner.Fingerprint ?? "-", "-");
            }

            foreach (var client in partner.Clients)
            {
                Screen.AddRow(
                    table, partner.Org, client.State, client.ClientId, Join(client.Roles), client.Fingerprint, PartnerView.Time(client.KeyReplacedAt) ?? "-");
            }
        }

        verb.Screen.Print(table);
        return ExitCode.Ok;
    });

    private static string Join(IReadOnlyList<string> roles) => roles.Count == 0 ? "-" : string.Join(", ", roles);
}
