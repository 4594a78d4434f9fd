using Npgsql;
using Pmo.Hosting.Startup;
using Pmo.Hosting.Storage.Postgres;

namespace Pmo.Hosting.Tests.Storage.Postgres;

public sealed class PostgresSettingsTests
{
    private const string Password = "rahasia-uji-41";
    private const string Text = $"Host=db.example;Database=pmo;Username=gateway;Password={Password}";

    [Fact]
    public void Commits_are_on_disk_whatever_the_operator_writes()
    {
        var options = Parsed(Text + ";Options=-c synchronous_commit=off -c statement_timeout=5000").Options!;
        options.LastIndexOf("synchronous_commit=on", StringComparison.Ordinal).ShouldBeGreaterThan(options.IndexOf("synchronous_commit=off", StringComparison.Ordinal));
        options.LastIndexOf("statement_timeout=", StringComparison.Ordinal).ShouldBe(options.IndexOf("statement_timeout=5000", StringComparison.Ordinal));
    }

    [Fact]
    public void Details_of_errors_which_quote_rows_are_never_asked_for() => Parsed(Text + ";Include Error Detail=true").IncludeErrorDetail.ShouldBeFalse();

    [Fact]
    public void What_the_operator_sets_is_kept() => Parsed(Text + ";Maximum Pool Size=7;Command Timeout=9;Timeout=3;Application Name=mine").ShouldSatisfyAllConditions(
        b => b.MaxPoolSize.ShouldBe(7), b => b.CommandTimeout.ShouldBe(9), b => b.Timeout.ShouldBe(3), b => b.ApplicationName.ShouldBe("mine"));

    [Fact]
    public void The_password_is_not_printed() => $"{PostgresSettings.Parse(Text)} {PostgresSettings.Parse(Text).Place}".ShouldNotContain(Password);

    [Theory]
    [InlineData("Hots=db;Database=pmo")]
    [InlineData("Database=pmo")]
    [InlineData("Host=db")]
    [InlineData("no connection string")]
    [InlineData("Host=db;Database=pmo;Port=many")]
    [InlineData("Host=db;Database=pmo;Search Path=gateway,public")]
    [InlineData("Host=db;Database=pmo;Search Path=Gateway")]
    [InlineData("Host=db;Database=pmo;Search Path=x; DROP TABLE y")]
    public void What_cannot_be_meant_is_refused_without_its_password(string text) =>
        Should.Throw<StartupException>(() => PostgresSettings.Parse($"{text};Password={Password}")).ShouldSatisfyAllConditions(
            e => e.Code.ShouldBe("storage_setting_invalid"), e => e.ToString().ShouldNotContain(Password));

    [Theory]
    [InlineData("Host=a,b;Database=pmo")]
    [InlineData("Host=a:5432,b:5433;Database=pmo;Target Session Attributes=primary")]
    [InlineData("Host=a,b;Database=pmo;Target Session Attributes=read-write")]
    public void Several_hosts_are_taken_and_looked_at_again_soon(string text)
    {
        var settings = PostgresSettings.Parse(text);
        using var source = settings.NewSource();
        new NpgsqlConnectionStringBuilder(settings.ConnectionString).HostRecheckSeconds.ShouldBe(2);
    }

    [Theory]
    [InlineData("standby")]
    [InlineData("prefer-standby")]
    [InlineData("read-only")]
    public void Who_writes_cannot_be_sent_to_a_standby(string target) =>
        Should.Throw<StartupException>(() => PostgresSettings.Parse($"{Text};Target Session Attributes={target}")).Code.ShouldBe("storage_setting_invalid");

    [Theory]
    [InlineData("Host=b;Database=pmo;Search Path=matching")]
    [InlineData("Host=b;Database=pmo")]
    [InlineData("Host=a,b;Database=pmo;Target Session Attributes=standby")]
    [InlineData("Host=b;Database=pmo;Target Session Attributes=any")]
    public void A_standby_has_the_database_and_schema_of_its_primary(string read)
    {
        var settings = Standby(read);
        (settings.Database, settings.Schema, settings.ToString()).ShouldBe(("pmo", "matching", nameof(PostgresSettings)));
    }

    [Theory]
    [InlineData("Host=b;Database=other;Search Path=matching", "Database")]
    [InlineData("Host=b;Database=pmo;Search Path=gateway", "Search Path")]
    [InlineData("Host=b;Database=pmo;Target Session Attributes=primary", "standby")]
    [InlineData("Host=b;Database=pmo;Target Session Attributes=prefer-standby", "standby")]
    [InlineData("Database=pmo", "Host")]
    [InlineData("Host=b;Database=pmo;Nonsense=1;Password=secret", "connection string")]
    public void A_standby_that_cannot_be_its_primarys_is_refused_without_its_password(string read, string word) => Should.Throw<StartupException>(() => Standby(read)).ShouldSatisfyAllConditions(
        e => e.Code.ShouldBe("storage_setting_invalid"), e => e.Message.ShouldContain(word), e => e.ToString().ShouldNotContain("secret"));

    private static PostgresSettings Standby(string read) => PostgresSettings.ParseStandby(
        read, PostgresSettings.Parse("Host=a,b;Database=pmo;Username=matching;Password=x;Search Path=matching;Target Session Attributes=read-write"));

    private static NpgsqlConnectionStringBuilder Parsed(string text) => new(PostgresSettings.Parse(text).ConnectionString);
}
