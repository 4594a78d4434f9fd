using Microsoft.Extensions.Configuration;
using Pmo.Hosting.Startup;
using Pmo.Identity.SigningKeys;

namespace Pmo.Identity.Tests.SigningKeys;

public sealed class KeyScheduleTests
{
    [Fact]
    public void By_default_90_days_with_14_before_and_14_after() =>
        Read().ShouldBe(new KeySchedule(TimeSpan.FromDays(90), TimeSpan.FromDays(14), TimeSpan.FromDays(14), Revoke: null));

    [Fact]
    public void A_short_life_shortens_the_announcement() =>
        Read(("SignsFor", "10.00:00:00")).ShouldBe(new KeySchedule(TimeSpan.FromDays(10), TimeSpan.FromDays(5), TimeSpan.FromDays(14), Revoke: null));

    [Theory]
    [InlineData("SignsFor", "00:29:59")]
    [InlineData("SignsFor", "367.00:00:00")]
    [InlineData("SignsFor", "ninety days")]
    [InlineData("AnnouncedFor", "00:09:59")]
    [InlineData("AnnouncedFor", "45.00:00:01")]
    [InlineData("KeptFor", "00:09:59")]
    [InlineData("KeptFor", "91.00:00:00")]
    [InlineData("KeptFor", "-00:10:00")]
    [InlineData("Revoke", "abc")]
    [InlineData("Revoke", "abcdefghijklmnopqrstuvwxyz0123456789 bcdefg")]
    public void Outside_its_range_it_does_not_start(string name, string value)
    {
        var refused = Should.Throw<StartupException>(() => Read((name, value)));
        refused.Code.ShouldBe("setting_invalid");
        refused.Message.ShouldContain($"Identity:SigningKeys:{name}");
    }

    [Fact]
    public void All_faults_are_named()
    {
        var refused = Should.Throw<StartupException>(() => Read(("SignsFor", "1"), ("AnnouncedFor", "x"), ("KeptFor", "y")));
        ((string[])["AnnouncedFor", "KeptFor"]).ShouldAllBe(name => refused.Message.Contains(name));
    }

    private static KeySchedule Read(params (string Name, string Value)[] settings) => KeySchedule.Read(new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create($"Identity:SigningKeys:{s.Name}", (string?)s.Value)))
        .Build());
}
