using Microsoft.Extensions.Configuration;
using Pmo.Hosting.Startup;
using Pmo.Hosting.Storage.Postgres;
using Pmo.Testing;

namespace Pmo.Hosting.Tests.Storage.Postgres;

/// <summary>What <c>Storage:ReadConnectionString</c> may say.</summary>
public sealed class StandbySettingTests
{
    private const string Main = "Host=a,b;Database=pmo;Username=matching;Password=x;Search Path=matching;Target Session Attributes=read-write";

    [Theory]
    [InlineData("Host=b;Database=pmo;Search Path=matching")]
    [InlineData("Host=b;Database=pmo")]
    [InlineData("Host=a,b;Database=pmo;Target Session Attributes=standby")]
    [InlineData("Host=b;Database=pmo;Target Session Attributes=any")]
    public void A_standby_has_the_database_and_schema_of_its_primary(string read)
    {
        var settings = Parse(read);
        (settings.Database, settings.Schema, settings.ToString()).ShouldBe(("pmo", "matching", nameof(PostgresSettings)));
    }

    [Theory]
    [InlineData("Host=b;Database=other;Search Path=matching", "Database")]
    [InlineData("Host=b;Database=pmo;Search Path=gateway", "Search Path")]
    [InlineData("Host=b;Database=pmo;Target Session Attributes=primary", "standby")]
    [InlineData("Host=b;Database=pmo;Target Session Attributes=prefer-standby", "standby")]
    [InlineData("Database=pmo", "Host")]
    [InlineData("Host=b;Database=pmo;Nonsense=1;Password=secret", "connection string")]
    public void Others_are_refused_and_tell_no_password(string read, string word) => Should.Throw<StartupException>(() => Parse(read)).ShouldSatisfyAllConditions(
        e => e.Code.ShouldBe("storage_setting_invalid"), e => e.Message.ShouldContain(word), e => e.ToString().ShouldNotContain("secret"));

    [Fact]
    public void Without_a_primary_the_service_does_not_start()
    {
        using var folder = new TempDirectory();
        Should.Throw<StartupException>(() => ServiceHost.CreateBuilder(
                "test",
                ["--environment=Development"],
                c => c.AddInMemoryCollection(new Dictionary<string, string?>
                {
                    ["Service:DataDirectory"] = folder.File("data"), ["Storage:ReadConnectionString"] = "Host=b;Database=pmo;Password=secret",
                })))
            .ShouldSatisfyAllConditions(
                e => e.Code.ShouldBe("storage_setting_invalid"), e => e.Message.ShouldContain("ReadConnectionString"), e => e.ToString().ShouldNotContain("secret"));
    }

    private static PostgresSettings Parse(string read) => PostgresSettings.ParseStandby(read, PostgresSettings.Parse(Main));
}
