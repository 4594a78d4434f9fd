using System.Globalization;
using Pmo.Client.Messages;
using Pmo.Protocol.Api;
using Pmo.Protocol.Time;

namespace Pmo.Cli.Audits;

/// <summary>What alarms say, as the portal's pages say it.</summary>
internal static class AlarmTexts
{
    public static string Kind(string kind, Language language) => T(language, kind switch
    {
        "volume" => ("jumlah orang jauh di atas biasanya", "far more persons than usual"),
        "same_list" => ("daftar yang (hampir) sama lagi", "(nearly) the same list again"),
        "hit_rate" => ("bagian yang cocok jauh dari biasanya", "share found far from usual"),
        "refusals" => ("ditolak berturut-turut", "refused in a row"),
        "office_hours" => ("di luar jam kantor", "outside office hours"),
        "quota" => ("kuota hampir habis", "quota nearly used up"),
        "agreement_ending" => ("perjanjian segera berakhir", "agreement ends soon"),
        "key_unused" => ("kunci lama tidak dipakai", "key unused for long"),
        _ => (kind, kind),
    });

    /// <summary>What was done about it.</summary>
    public static string State(AlarmItem alarm, Language language) => T(language, alarm.Verdict switch
    {
        AlarmVerdict.Fair => ("Wajar", "Fair"),
        AlarmVerdict.FollowUp => ("Tindak lanjuti", "Follow up"),
        _ => ("terbuka", "open"),
    });

    /// <summary>What was found, in a few words.</summary>
    public static string Detail(AlarmItem alarm, Language language)
    {
        var d = alarm.Detail;
        return T(language, alarm.Kind switch
        {
            "volume" => (F($"{d.Persons} orang pada {d.Day:O}, biasanya {d.Usual}"), F($"{d.Persons} persons on {d.Day:O}, usually {d.Usual}")),
            "same_list" => (F($"{d.Similarity} % sama dengan {Day(d.Earlier)}"), F($"{d.Similarity} % the same as on {Day(d.Earlier)}")),
            "hit_rate" => (F($"{d.Rate} %, biasanya {d.Usual} %"), F($"{d.Rate} %, usually {d.Usual} %")),
            "refusals" => (F($"{d.Count} kali"), F($"{d.Count} times")),
            "office_hours" => (F($"{d.Day:O}"), F($"{d.Day:O}")),
            "quota" => (F($"{d.Used} dari {d.Limit}"), F($"{d.Used} of {d.Limit}")),
            "agreement_ending" => (F($"sampai {d.Until:O}"), F($"until {d.Until:O}")),
            "key_unused" => (F($"{d.Client}, terakhir {Day(d.LastUsed)}"), F($"{d.Client}, last {Day(d.LastUsed)}")),
            _ => ("", ""),
        });
    }

    private static string Day(DateTimeOffset? at) => at is { } time ? Wib.DateOf(time).ToString("O", CultureInfo.InvariantCulture) : "-";

    private static string F(FormattableString text) => FormattableString.Invariant(text);

    private static string T(Language language, (string Id, string En) text) => language == Language.En ? text.En : text.Id;
}
