using Microsoft.Extensions.Configuration;
using Pmo.Gateway.Alarms;
using Pmo.Hosting.Startup;

namespace Pmo.Gateway.Tests.Alarms;

public sealed class AlarmOptionsTests
{
    [Fact]
    public void Defaults_are_those_of_the_docs()
    {
        var options = Read();

        (options.MinimumRows, options.VolumeTimes, options.SimilarityPercent, options.SimilarityDays, options.RefusalsInARow, options.QuotaPercent, options.EndingDays, options.UnusedDays)
            .ShouldBe((20, 3, 90, 30, 10, 80, 30, 90));
        options.OfficeDays.ShouldBe([DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday]);
    }

    [Fact]
    public void All_that_is_wrong_is_named_at_once()
    {
        var e = Should.Throw<StartupException>(() => Read(
            ("MinimumRows", "0"), ("VolumeTimes", "many"), ("OfficeDays", "Mon,Funday"), ("OfficeFrom", "7"), ("SimilarityPercent", "101")));

        e.Code.ShouldBe("alarm_setting_invalid");
        foreach (var name in (string[])["MinimumRows", "VolumeTimes", "OfficeDays", "OfficeFrom", "SimilarityPercent"])
        {
            e.Message.ShouldContain("Alarms:" + name);
        }
    }

    [Fact]
    public void Office_that_closes_before_it_opens_is_refused() =>
        Should.Throw<StartupException>(() => Read(("OfficeFrom", "18:00"), ("OfficeUntil", "07:00"))).Message.ShouldContain("OfficeUntil");

    [Fact]
    public void Other_office_hours() =>
        Read(("OfficeDays", "Sat,Sun"), ("OfficeFrom", "00:00"), ("OfficeUntil", "23:59")).IsOfficeTime(new DateTimeOffset(2026, 1, 17, 20, 0, 0, TimeSpan.Zero)).ShouldBeTrue();

    private static AlarmOptions Read(params (string Name, string Value)[] settings) => AlarmOptions.Read(
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => "Alarms:" + s.Name, s => (string?)s.Value)).Build());
}
