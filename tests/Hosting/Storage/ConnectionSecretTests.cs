using Microsoft.Extensions.Configuration;
using Pmo.Hosting.Startup;
using Pmo.Hosting.Storage;
using Pmo.Testing;

namespace Pmo.Hosting.Tests.Storage;

public sealed class ConnectionSecretTests : IDisposable
{
    private const string Text = "Host=db;Database=pmo;Username=gateway;Password=x";
    private readonly TempDirectory _folder = new();

    [Fact]
    public void Without_a_setting_it_is_sqlite() => Read(null, null).ShouldBeNull();

    [Fact]
    public void A_setting_is_taken() => Read(Text, null).ShouldBe(Text);

    [Fact]
    public void A_private_file_is_taken_without_its_newline() => Read(null, File(UnixFileMode.UserRead)).ShouldBe(Text);

    [Fact]
    public void Both_are_refused() => Refused(Text, File(UnixFileMode.UserRead));

    [Fact]
    public void A_missing_file_is_refused() => Refused(null, _folder.File("none"));

    [Fact]
    public void A_file_that_others_can_read_is_refused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Unix modes");
        Refused(null, File(UnixFileMode.UserRead | UnixFileMode.OtherRead));
    }

    public void Dispose() => _folder.Dispose();

    private static string? Read(string? text, string? file) => ConnectionSecret.Read(new ConfigurationBuilder().AddInMemoryCollection(
        new Dictionary<string, string?> { ["Storage:ConnectionString"] = text, ["Storage:ConnectionStringFile"] = file }).Build(),
        ConnectionSecret.Main);

    private static void Refused(string? text, string? file) => Should.Throw<StartupException>(() => Read(text, file)).ShouldSatisfyAllConditions(
        e => e.Code.ShouldBe("storage_setting_invalid"), e => e.Message.ShouldNotContain("Password"));

    private string File(UnixFileMode mode)
    {
        var file = _folder.Write("connection", Text + "\n");
        if (!OperatingSystem.IsWindows())
        {
            System.IO.File.SetUnixFileMode(file, mode);
        }

        return file;
    }
}
