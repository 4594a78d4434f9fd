using Microsoft.Extensions.Configuration;
using Pmo.Hosting.Startup;

namespace Pmo.Pseudonyms.Tests;

public sealed class PseudonymSettingsTests
{
    [Fact]
    public void Defaults_are_those_of_the_protocol() =>
        Read().ShouldBe(new PseudonymSettings(null, 200_000, 2_000_000, 16, null, false));

    [Fact]
    public void Reads_what_is_set() => Read(
            ("Pseudonyms:Epoch", "e-1"), ("Pseudonyms:PartnerCeilingPerDay", "1"), ("Pseudonyms:TotalCeilingPerDay", "1000000000"),
            ("Pseudonyms:QueueLength", "0"), ("Pairing:ExportDirectory", "out"), ("Pairing:ExportAgain", "true"))
        .ShouldBe(new PseudonymSettings("e-1", 1, 1_000_000_000, 0, "out", true));

    [Theory]
    [InlineData("Pseudonyms:Epoch", "November 2026")]
    [InlineData("Pseudonyms:Epoch", "2026.11")]
    [InlineData("Pseudonyms:Epoch", "a23456789012345678901234567890123")]
    [InlineData("Pseudonyms:PartnerCeilingPerDay", "0")]
    [InlineData("Pseudonyms:PartnerCeilingPerDay", "-1")]
    [InlineData("Pseudonyms:PartnerCeilingPerDay", "many")]
    [InlineData("Pseudonyms:TotalCeilingPerDay", "1000000001")]
    [InlineData("Pseudonyms:QueueLength", "1025")]
    [InlineData("Pairing:ExportAgain", "yes")]
    public void Refuses_what_it_cannot_use_and_names_it(string setting, string value)
    {
        var refused = Should.Throw<StartupException>(() => Read((setting, value)));
        refused.Code.ShouldBe("configuration_invalid");
        refused.Message.ShouldContain(setting);
    }

    [Fact]
    public void Names_all_that_is_wrong_not_the_first()
    {
        var refused = Should.Throw<StartupException>(() => Read(("Pseudonyms:QueueLength", "x"), ("Pairing:ExportAgain", "x")));
        refused.Message.ShouldContain("Pseudonyms:QueueLength");
        refused.Message.ShouldContain("Pairing:ExportAgain");
    }

    private static PseudonymSettings Read(params (string Key, string Value)[] settings) => PseudonymSettings.Read(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value))).Build());
}
