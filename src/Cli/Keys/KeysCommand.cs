using System.CommandLine;
using System.Globalization;
using Pmo.Cli.Screens;
using Pmo.Client.Keys;
using Pmo.Client.Messages;
using Pmo.Protocol.Api;
using Pmo.Protocol.Time;

namespace Pmo.Cli.Keys;

/// <summary><c>pmo keys …</c>: the installation's keys, for its operator.</summary>
internal static class KeysCommand
{
    // Enough to tell keys apart; --json gives it whole.
    private const int KidChars = 8;

    public static Command Create(Language language, Func<ParseResult, Verb> start)
    {
        var isEnglish = language == Language.En;
        var status = new Command(
            "status", isEnglish ? "which keys sign tokens, until when, and what protects the key ring" : "kunci mana yang menandatangani token, sampai kapan, dan apa yang melindungi ring kunci");
        status.SetAction((parsed, cancel) => StatusAsync(start(parsed), cancel));
        return new Command("keys", isEnglish ? "the installation's keys (operator)" : "kunci-kunci instalasi (operator)") { status };
    }

    private static Task<int> StatusAsync(Verb verb, CancellationToken cancel) => verb.WithGatewayAsync(async gateway =>
    {
        if (!(await new KeyStatusReader(gateway).ReadAsync(cancel)).TryGet(out var status, out var problem))
        {
            return verb.Fail(problem);
        }

        if (verb.Json)
        {
            verb.PrintJson(status);
            return ExitCode.Ok;
        }

        Print(verb, status);
        return ExitCode.Ok;
    });

    private static void Print(Verb verb, KeyStatus status)
    {
        var table = Screen.NewTable(
            verb.T("kunci", "key"), verb.T("keadaan", "state"), verb.T("dari (WIB)", "from (WIB)"), verb.T("sampai (WIB)", "until (WIB)"),
            verb.T("sisa hari", "days left"));
        foreach (var key in status.SigningKeys)
        {
            // What comes next for it: it begins, it stops, it is destroyed.
            var (from, until) = key.State == "retired" ? (key.SignsUntil, key.GoneAt) : (key.SignsFrom, key.SignsUntil);
            Screen.AddRow(
                table, key.Kid[..Math.Min(KidChars, key.Kid.Length)], State(verb, key.State), Time(from), Time(until), DaysLeft(until, status.AsOf));
        }

        verb.Screen.Print(table);
        verb.Screen.Print(status.Ring switch
        {
            { Certificate: { } certificate, Ends: { } ends } => verb.T(
                $"Ring kunci: sertifikat sha256:{Screen.Plain(certificate)}, sampai {Time(ends)} WIB, sisa {DaysLeft(ends, status.AsOf)} hari.",
                $"Key ring: certificate sha256:{Screen.Plain(certificate)}, until {Time(ends)} WIB, {DaysLeft(ends, status.AsOf)} days left."),
            _ => verb.T("Ring kunci: development, tidak dienkripsi.", "Key ring: development, not encrypted."),
        });
    }

    private static string State(Verb verb, string state) => state switch
    {
        "announced" => verb.T("diumumkan", state),
        "signing" => verb.T("menandatangani", state),
        "retired" => verb.T("pensiun", state),
        _ => state,
    };

    private static string Time(DateTimeOffset at) => at.ToOffset(Wib.Offset).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static string DaysLeft(DateTimeOffset until, DateTimeOffset now) => ((int)Math.Floor((until - now).TotalDays)).ToString(CultureInfo.InvariantCulture);
}
