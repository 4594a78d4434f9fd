using System.Globalization;
using Pmo.Hosting.Startup;

namespace Pmo.Gateway.Alarms;

/// <summary>Section <c>Alarms</c> of the configuration: what is looked for. Immutable.</summary>
/// <param name="Every"><c>Alarms:EverySeconds</c>, 1 to 3600, default 10: how often new entries are looked at.</param>
/// <param name="MinimumRows"><c>Alarms:MinimumRows</c>, 1 to 10000 persons, default 20: smaller lists raise no alarm by themselves; all count in the volume of a day.</param>
/// <param name="HistoryDays"><c>Alarms:HistoryDays</c>, 30 to 365, default 90: how far back usual is.</param>
/// <param name="HistoryMinimum"><c>Alarms:HistoryMinimum</c>, 2 to 100, default 5: days with checks, or checks, without which nothing is usual.</param>
/// <param name="VolumeTimes"><c>Alarms:VolumeTimes</c>, 2 to 100, default 3: persons of a day over so many times the median.</param>
/// <param name="HitRatePoints"><c>Alarms:HitRatePoints</c>, 5 to 100, default 30: percentage points from the usual share found, and beyond three standard errors.</param>
/// <param name="SimilarityPercent"><c>Alarms:SimilarityPercent</c>, 50 to 100, default 90: share of both lists that is common to them.</param>
/// <param name="SimilarityDays"><c>Alarms:SimilarityDays</c>, 1 to 90, default 30: how long lists are compared, and sketches kept.</param>
/// <param name="RefusalsInARow"><c>Alarms:RefusalsInARow</c>, 3 to 1000, default 10: refusals of an organisation within a day with nothing allowed in between.</param>
/// <param name="OfficeDays"><c>Alarms:OfficeDays</c>, days separated by commas, default <c>Mon,Tue,Wed,Thu,Fri</c>.</param>
/// <param name="OfficeFrom"><c>Alarms:OfficeFrom</c>, HH:mm in WIB, default 07:00, inclusive.</param>
/// <param name="OfficeUntil"><c>Alarms:OfficeUntil</c>, HH:mm in WIB, later than that, default 18:00, exclusive.</param>
/// <param name="QuotaPercent"><c>Alarms:QuotaPercent</c>, 50 to 100, default 80: share of a quota that is used.</param>
/// <param name="EndingDays"><c>Alarms:EndingDays</c>, 1 to 365, default 30: days before an agreement ends.</param>
/// <param name="UnusedDays"><c>Alarms:UnusedDays</c>, 7 to 730, default 90: days without use of a key.</param>
internal sealed record AlarmOptions(
    TimeSpan Every, int MinimumRows, int HistoryDays, int HistoryMinimum, int VolumeTimes, int HitRatePoints, int SimilarityPercent, int SimilarityDays,
    int RefusalsInARow, IReadOnlyList<DayOfWeek> OfficeDays, TimeOnly OfficeFrom, TimeOnly OfficeUntil, int QuotaPercent, int EndingDays, int UnusedDays)
{
    private static readonly string[] DayNames = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

    /// <summary>Reads it; all that is wrong is named at once.</summary>
    /// <exception cref="StartupException">A setting is none that it can be.</exception>
    public static AlarmOptions Read(IConfiguration configuration)
    {
        var section = new Section(configuration);
        var options = new AlarmOptions(
            TimeSpan.FromSeconds(section.Number("EverySeconds", 1, 3600, 10)),
            section.Number("MinimumRows", 1, 10_000, 20),
            section.Number("HistoryDays", 30, 365, 90),
            section.Number("HistoryMinimum", 2, 100, 5),
            section.Number("VolumeTimes", 2, 100, 3),
            section.Number("HitRatePoints", 5, 100, 30),
            section.Number("SimilarityPercent", 50, 100, 90),
            section.Number("SimilarityDays", 1, 90, 30),
            section.Number("RefusalsInARow", 3, 1000, 10),
            section.Days("OfficeDays", [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday]),
            section.Time("OfficeFrom", new TimeOnly(7, 0)),
            section.Time("OfficeUntil", new TimeOnly(18, 0)),
            section.Number("QuotaPercent", 50, 100, 80),
            section.Number("EndingDays", 1, 365, 30),
            section.Number("UnusedDays", 7, 730, 90));
        if (options.OfficeUntil <= options.OfficeFrom)
        {
            section.Wrong.Add("Alarms:OfficeUntil > Alarms:OfficeFrom");
        }

        return section.Wrong.Count == 0 ? options : throw new StartupException(
            "alarm_setting_invalid",
            $"Pengaturan harus: {string.Join("; ", section.Wrong)}.",
            $"Settings must be: {string.Join("; ", section.Wrong)}.");
    }

    /// <summary>Whether an instant lies within office hours; holidays are not known.</summary>
    public bool IsOfficeTime(DateTimeOffset at)
    {
        var local = at.ToOffset(Protocol.Time.Wib.Offset);
        var time = TimeOnly.FromDateTime(local.DateTime);
        return OfficeDays.Contains(local.DayOfWeek) && time >= OfficeFrom && time < OfficeUntil;
    }

    private sealed class Section(IConfiguration configuration)
    {
        public List<string> Wrong { get; } = [];

        public int Number(string name, int least, int most, int otherwise) => Read(
            name, $"{least}-{most}", otherwise,
            text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : null);

        public TimeOnly Time(string name, TimeOnly otherwise) => Read(
            name, "HH:mm", otherwise,
            text => TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null);

        public IReadOnlyList<DayOfWeek> Days(string name, IReadOnlyList<DayOfWeek> otherwise)
        {
            if (configuration["Alarms:" + name] is not { Length: > 0 } text)
            {
                return otherwise;
            }

            var days = text.Split(',', StringSplitOptions.TrimEntries).Select(day => Array.IndexOf(DayNames, day)).ToList();
            if (days.TrueForAll(day => day >= 0))
            {
                return [.. days.Select(day => (DayOfWeek)day)];
            }

            Wrong.Add($"Alarms:{name} = {string.Join(',', DayNames)}");
            return otherwise;
        }

        private T Read<T>(string name, string expected, T otherwise, Func<string, T?> parse)
            where T : struct
        {
            if (configuration["Alarms:" + name] is not { Length: > 0 } text)
            {
                return otherwise;
            }

            if (parse(text) is { } value)
            {
                return value;
            }

            Wrong.Add($"Alarms:{name} = {expected}");
            return otherwise;
        }
    }
}
