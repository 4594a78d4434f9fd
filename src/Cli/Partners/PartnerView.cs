using System.Globalization;
using Pmo.Cli.Screens;
using Pmo.Client.Http;
using Pmo.Protocol.Api;

namespace Pmo.Cli.Partners;

/// <summary>Shows one partner.</summary>
internal static class PartnerView
{
    /// <summary>Shows it, or says why there is none.</summary>
    public static int Print(Verb verb, Outcome<PartnerInfo> outcome)
    {
        if (!outcome.TryGet(out var partner, out var problem))
        {
            return verb.Fail(problem);
        }

        Print(verb, partner);
        return ExitCode.Ok;
    }

    private static void Print(Verb verb, PartnerInfo partner)
    {
        if (verb.Json)
        {
            verb.PrintJson(partner);
            return;
        }

        (string Name, string? Value)[] lines =
        [
            ("id", partner.Org),
            (verb.T("nama", "title"), partner.Title),
            (verb.T("keadaan", "state"), partner.State),
            (verb.T("peran", "roles"), partner.Roles is null ? null : string.Join(", ", partner.Roles)),
            (verb.T("diundang oleh", "invited by"), By(partner.InvitedBy, partner.InvitedAt)),
            (verb.T("kode berlaku sampai", "code ends"), Time(partner.CodeExpiresAt)),
            (verb.T("kunci masuk", "key came in"), Time(partner.EnrolledAt)),
            (verb.T("sidik jari yang menunggu", "fingerprint that waits"), partner.Fingerprint),
            (verb.T("disetujui oleh", "approved by"), By(partner.ApprovedBy, partner.ApprovedAt)),
            (verb.T("ditangguhkan oleh", "suspended by"), By(partner.SuspendedBy, partner.SuspendedAt)),
            (verb.T("alasan", "reason"), partner.Reason),
            .. partner.Clients.Select(c => ("client", (string?)Line(verb, c))),
        ];
        foreach (var (name, value) in lines.Where(l => l.Value is not null))
        {
            verb.Screen.Print($"{name}: {Screen.Plain(value!)}");
        }
    }

    public static string? Time(DateTimeOffset? at) => at?.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Line(Verb verb, PartnerMachine client) =>
        $"{client.ClientId}, {client.State}, {client.Fingerprint}"
        + (client.KeyReplacedAt is { } at ? $", {verb.T("kunci diganti", "key replaced")} {Time(at)}" : "");

    private static string? By(string? who, DateTimeOffset? at) => who is null ? null : $"{who}, {Time(at)}";
}
